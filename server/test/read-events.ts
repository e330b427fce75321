export type ServerEvent = { id: string | undefined; event: string; data: string | undefined }

/** Hands on what a stream of events says, until it ends or is left. */
export async function readEvents(
  url: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
  take: (event: ServerEvent) => void,
): Promise<void> {
  const response = await fetch(url, options)
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      take({ id: field('id'), event: field('event') ?? '', data: field('data') })
    }
  }
}
