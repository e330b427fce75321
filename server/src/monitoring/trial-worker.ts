import { parentPort, workerData } from 'node:worker_threads'
import { tryPolicy } from '@primum/core/monitoring/try-policy'
import type { TrialTask } from './run-trial.ts'
import { trialHistoryOf } from './trial-history.ts'

/** One trial in a thread of its own: what it is given is all that it knows. */
const { policy, facts, changeAt } = workerData as TrialTask
const history = trialHistoryOf(facts)
parentPort?.postMessage(tryPolicy(policy, { ...history, ...(changeAt && { changeAt }) }))
