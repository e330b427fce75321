export type AliasMove = { sequence: number; alias: string; cause: string }

export type AliasFollower = {
  moves: AliasMove[]
  /** Goes on at another process, behind what was seen. */
  moveTo: (url: string) => void
  stop: () => void
}

/** A subscribed model server: it remembers where it was, and comes back there. */
export function followAliases(url: string, path: string, cookie: string): AliasFollower {
  const moves: AliasMove[] = []
  let last = '0'
  let leaving = new AbortController()
  const read = async (from: string, signal: AbortSignal) => {
    const headers = { cookie, 'last-event-id': last }
    const response = await fetch(`${from}/api/v1${path}/events`, { headers, signal })
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        last = /^id: (\d+)$/m.exec(block)?.[1] ?? last
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data !== undefined) moves.push(JSON.parse(data) as AliasMove)
      }
    }
  }
  // The end of a process ends its streams, and is what the tests bring about.
  const start = (from: string) => void read(from, leaving.signal).catch(() => undefined)
  start(url)
  return {
    moves,
    moveTo: (other) => {
      leaving.abort()
      leaving = new AbortController()
      start(other)
    },
    stop: () => leaving.abort(),
  }
}
