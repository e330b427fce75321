import { parentPort, workerData } from 'node:worker_threads'
import { DatasetError } from './dataset-error.ts'
import { evaluate } from './evaluate.ts'
import type { EvaluationMessage, EvaluationTask } from './run-evaluation.ts'

/** An evaluation in a thread of its own; the word `stop` aborts it. */
const { request, limits } = workerData as EvaluationTask
const post = (message: EvaluationMessage) => parentPort?.postMessage(message)
const abort = new AbortController()
parentPort?.once('message', () => abort.abort(new Error('stopped')))

try {
  const report = await evaluate(request, {
    ...limits,
    signal: abort.signal,
    onProgress: (progress) => post({ kind: 'progress', progress }),
  })
  post({ kind: 'done', report })
} catch (error) {
  if (error instanceof DatasetError) post({ kind: 'refused', problems: [...error.problems] })
  else throw error
} finally {
  // Listening for `stop` would keep the thread.
  parentPort?.close()
}
