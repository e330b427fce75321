import { randomUUID } from 'node:crypto'
import type { Services } from '../context.ts'
import { performRun, serverStops } from '../validation/perform-run.ts'
import { claimRun } from '../validation/run-claims.ts'

export type ValidationQueue = {
  /** Looks for runs that wait, or that a dead process left. */
  wake: () => void
  stopRun: (runId: string) => void
  /** Resolves when nothing waits any more. */
  idle: () => Promise<void>
  /** Gives a run that goes on back to the queue and takes no other. */
  close: () => Promise<void>
}

/**
 * Carries validation runs out one after the other: a run takes the processors and the memory that
 * the configuration gives to all of them. The table is the queue; several processes share it.
 */
export function createValidationQueue(
  services: Services,
  onError: (error: unknown) => void,
): ValidationQueue {
  const worker = randomUUID()
  let current: { id: string; abort: AbortController } | null = null
  let working: Promise<void> = Promise.resolve()
  let closed = false
  const drain = async () => {
    while (!closed) {
      const claimed = await claimRun(services.db, worker)
      if (claimed === null) return
      const abort = new AbortController()
      current = { id: claimed.id, abort }
      // The server may have begun to stop while the run was claimed.
      if (closed) abort.abort(serverStops)
      await performRun(services, { ...claimed, worker }, abort, onError).finally(
        () => (current = null),
      )
    }
  }
  return {
    wake: () => {
      working = working.then(drain).catch(onError)
    },
    stopRun: (runId) => {
      if (current?.id === runId) current.abort.abort(new Error('the run was cancelled'))
    },
    idle: () => working,
    close: async () => {
      closed = true
      current?.abort.abort(serverStops)
      await working
    },
  }
}
