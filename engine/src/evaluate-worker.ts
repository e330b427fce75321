import { parentPort, workerData } from 'node:worker_threads'
import { DatasetError } from './dataset-error.ts'
import { evaluate } from './evaluate.ts'
import { evaluateTask } from './evaluate-task.ts'
import type { EvaluationLimits } from './evaluation-request.ts'
import type { EvaluationMessage, EvaluationTask } from './run-evaluation.ts'

/** An evaluation in a thread of its own; the word `stop` aborts it. */
const { request, limits } = workerData as EvaluationTask
const post = (message: EvaluationMessage) => parentPort?.postMessage(message)
const abort = new AbortController()
parentPort?.once('message', () => abort.abort(new Error('stopped')))

try {
  const watched: EvaluationLimits = {
    ...limits,
    signal: abort.signal,
    onProgress: (progress) => post({ kind: 'progress', progress }),
  }
  const report = await ('task' in request
    ? evaluateTask(request, watched)
    : evaluate(request, watched))
  post({ kind: 'done', report })
} catch (error) {
  if (error instanceof DatasetError) post({ kind: 'refused', problems: [...error.problems] })
  else throw error
} finally {
  // Listening for `stop` would keep the thread.
  parentPort?.close()
}
