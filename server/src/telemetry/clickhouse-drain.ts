import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'
import type { ClickHouse } from './clickhouse-connection.ts'
import { drainOutbox } from './clickhouse-outbox.ts'

export type Drain = {
  /** Sends what waits within a moment; many small posts then make one insert. */
  soon: () => void
  stop: () => Promise<void>
}

const gatherMilliseconds = 200
const shortestPause = 1000
const longestPause = 30_000

/**
 * Keeps sending what the outbox holds: soon after something was accepted, every half minute for
 * what another process left behind, and after a failure at once more and then ever later.
 */
export function startDrain(
  db: Kysely<DB>,
  clickHouse: ClickHouse,
  onError: (error: unknown) => void,
): Drain {
  let timer: NodeJS.Timeout | null = null
  let due = Infinity
  let working: Promise<void> = Promise.resolve()
  let busy = false
  let again = false
  let stopped = false
  let pause = shortestPause
  const wakeIn = (milliseconds: number) => {
    const at = Date.now() + milliseconds
    if (stopped || at >= due) return
    if (timer !== null) clearTimeout(timer)
    due = at
    timer = setTimeout(() => {
      due = Infinity
      working = round()
    }, milliseconds)
  }
  const round = async () => {
    busy = true
    again = false
    let next = longestPause
    try {
      if (await drainOutbox(db, clickHouse)) next = shortestPause
      pause = shortestPause
      if (again) next = gatherMilliseconds
    } catch (error) {
      // Said once per silence, not at every try.
      if (pause === shortestPause) onError(error)
      next = pause
      pause = Math.min(longestPause, 2 * pause)
    }
    busy = false
    wakeIn(next)
  }
  wakeIn(0)
  return {
    soon: () => {
      if (busy) again = true
      // While ClickHouse is silent only the pause decides when it is asked again.
      else if (pause === shortestPause) wakeIn(gatherMilliseconds)
    },
    stop: async () => {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await working
    },
  }
}
