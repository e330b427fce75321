import type { PolicyTrial } from '@primum/core/monitoring/policy-trial'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { inThread } from './in-thread.ts'
import type { TrialFacts } from './trial-facts.ts'

/** What the thread is given: plain values. */
export type TrialTask = { policy: RollbackPolicy; facts: TrialFacts; changeAt?: string }

/** `tryPolicy` in a thread of its own, ended where the signal is aborted. */
export function runTrial(task: TrialTask, signal: AbortSignal): Promise<PolicyTrial> {
  return inThread(new URL('./trial-worker.ts', import.meta.url), task, signal)
}
