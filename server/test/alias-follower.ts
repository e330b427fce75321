import { readEvents } from './read-events.ts'

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
  const read = (from: string, signal: AbortSignal) => {
    const headers = { cookie, 'last-event-id': last }
    return readEvents(`${from}/api/v1${path}/events`, { headers, signal }, ({ id, data }) => {
      last = id ?? last
      if (data !== undefined) moves.push(JSON.parse(data) as AliasMove)
    })
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
