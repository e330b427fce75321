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
  let reader: Reader | null = null
  let stopped = false
  let last = ''
  const connect = async () => {
    const headers = {
      accept: 'text/event-stream',
      ...(last === '' ? {} : { 'last-event-id': last }),
    }
    const response = await server.request('GET', `/ai-systems/${aiSystemId}/events`, { headers })
    reader = response.body?.getReader() ?? null
    if (stopped) await reader?.cancel()
  }
  const read = async () => {
    for await (const { id, event, data } of serverSentEvents(reader)) {
      if (id !== '') last = id
      if (event !== 'alias') continue
      events.push({ ...(JSON.parse(data) as AliasEvent), arrived: performance.now() })
      for (const wake of waiting) wake()
    }
  }
  const follow = async () => {
    while (!stopped) {
      // A stream that breaks off is taken up again, like one that ends.
      await read().catch(() => undefined)
      if (stopped) return
      reader = null
      await sleep(200)
      await connect().catch(() => undefined)
    }
  }
  await connect()
  void follow()
  return {
    events,
    stop: () => {
      stopped = true
      // An abort signal would be forgotten once the request it came with is collected.
      void reader?.cancel().catch(() => undefined)
    },
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

type Reader = ReadableStreamDefaultReader<Uint8Array>

async function* serverSentEvents(
  reader: Reader | null,
): AsyncGenerator<SentEvent, void, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) return
    text += decoder.decode(part.value, { stream: true })
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
