import type { FastifyReply } from 'fastify'

/** Is aborted when the client leaves before it has its answer. */
export function closingOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const leaving = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) leaving.abort()
  })
  return leaving.signal
}
