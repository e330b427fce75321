import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../../cli/src/server.ts'

export type AliasEvent = {
  alias: string
  from: { id: string; label: string } | null
  to: { id: string; label: string } | null
  cause: string
  reason: string
  at: string
  sequence: number
  /** When it arrived here, on the clock of `performance.now()`. */
  arrived: number
}

export type Follower = {
  events: readonly AliasEvent[]
  /** The first event that fits, now or within the time. */
  wait: (fits: (event: AliasEvent) => boolean, milliseconds: number) => Promise<AliasEvent | null>
  stop: () => void
}

/**
 * Follows the aliases of a system as a model server does, by server-sent events: comes back where
 * the connection ends, and goes on behind the last event seen.
 */
export async function followAliases(server: Server, aiSystemId: string): Promise<Follower> {
  const events: AliasEvent[] = []
  const waiting = new Set<() => void>()
  const stopping = new AbortController()
  let last = ''
  const read = async (response: Response) => {
    for await (const { id, event, data } of serverSentEvents(response)) {
      if (id !== '') last = id
      if (event !== 'alias') continue
      events.push({ ...(JSON.parse(data) as AliasEvent), arrived: performance.now() })
      for (const wake of waiting) wake()
    }
  }
  const connect = () =>
    server.request('GET', `/ai-systems/${aiSystemId}/events`, {
      headers: { accept: 'text/event-stream', ...(last === '' ? {} : { 'last-event-id': last }) },
      signal: stopping.signal,
    })
  const follow = async (first: Response) => {
    let response: Response | null = first
    while (!stopping.signal.aborted) {
      if (response !== null) await read(response).catch(() => undefined)
      if (stopping.signal.aborted) return
      await sleep(200)
      response = await connect().catch(() => null)
    }
  }
  void follow(await connect())
  return {
    events,
    stop: () => stopping.abort(),
    wait: async (fits, milliseconds) => {
      const ends = performance.now() + milliseconds
      for (;;) {
        const found = events.find(fits)
        const left = ends - performance.now()
        if (found !== undefined || left <= 0) return found ?? null
        await new Promise<void>((resolve) => {
          const wake = () => {
            clearTimeout(timer)
            waiting.delete(wake)
            resolve()
          }
          const timer = setTimeout(wake, left)
          waiting.add(wake)
        })
      }
    },
  }
}

type SentEvent = { id: string; event: string; data: string }

async function* serverSentEvents(response: Response): AsyncGenerator<SentEvent, void, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) yield parseBlock(block)
  }
}

function parseBlock(block: string): SentEvent {
  const found: SentEvent = { id: '', event: 'message', data: '' }
  for (const line of block.split('\n')) {
    const [, field = '', value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? []
    if (field === 'id' || field === 'event' || field === 'data') found[field] = value
  }
  return found
}
