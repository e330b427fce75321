import { Worker } from 'node:worker_threads'
import type { PolicyTrial } from '@primum/core/monitoring/policy-trial'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { PrimumError } from '../errors.ts'
import type { TrialFacts } from './trial-facts.ts'

/** What the thread is given: plain values. */
export type TrialTask = { policy: RollbackPolicy; facts: TrialFacts; changeAt?: string }

/** A trial takes one core for a second: more at once would leave none for predictions. */
const mostAtOnce = 2
let running = 0
const waiting: (() => void)[] = []

/**
 * `tryPolicy` in a thread of its own, so that the caller's stays free to answer others. Where the
 * signal is aborted the thread is ended, and the answer is `unavailable`.
 */
export async function runTrial(task: TrialTask, signal: AbortSignal): Promise<PolicyTrial> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    if (signal.aborted) throw stopped()
    return await inThread(task, signal)
  } finally {
    // The place goes on to who waits next, whoever that is.
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

async function inThread(task: TrialTask, signal: AbortSignal): Promise<PolicyTrial> {
  const worker = new Worker(new URL('./trial-worker.ts', import.meta.url), { workerData: task })
  const abort = () => void worker.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await new Promise<PolicyTrial>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => {
        reject(signal.aborted ? stopped() : new Error(`the trial ended early (exit code ${code})`))
      })
    })
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function stopped(): PrimumError {
  return new PrimumError('unavailable', 'The trial was stopped, as nobody waits for it any more.')
}
