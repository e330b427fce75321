import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemError } from '@primum/client'

const firstWait = 500
const longestWait = 15_000

/**
 * Tries again, ever later, while the server cannot be reached or says that it is not available.
 * Safe for telemetry: the server takes each row once, however often it is sent.
 */
export async function withRetries<T>(
  retries: number,
  work: () => Promise<T>,
  onWait: (milliseconds: number) => void = () => undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= retries || !passes(error)) throw error
      const wait = Math.min(longestWait, firstWait * 2 ** attempt)
      onWait(wait)
      await sleep(wait)
    }
  }
}

/** What may be over by itself: no connection, a busy or restarting server, a full queue. */
function passes(error: unknown): boolean {
  return error instanceof ProblemError && [0, 429, 502, 503, 504].includes(error.status)
}
