import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { DatasetError, type DatasetProblem } from './dataset-error.ts'
import type { TaskReport } from './evaluate-task.ts'
import type {
  EvaluationLimits,
  EvaluationProgress,
  EvaluationRequest,
} from './evaluation-request.ts'
import type { TaskRequest } from './task-request.ts'

type AnyRequest = EvaluationRequest | TaskRequest

/** The report that a request is answered with. */
export type ReportOf<Request extends AnyRequest> = Request extends TaskRequest
  ? TaskReport<Request>
  : EvaluationReport

/** What the thread is given: plain data. */
export type EvaluationTask = {
  request: AnyRequest
  limits: { workers: number; memoryMegabytes: number; temporaryFolder: string }
}

export type EvaluationMessage =
  | { kind: 'progress'; progress: EvaluationProgress }
  | { kind: 'done'; report: EvaluationReport | TaskReport }
  | { kind: 'refused'; problems: DatasetProblem[] }

/**
 * `evaluate`, or `evaluateTask`, in a thread of its own, so that the caller's stays free to answer others. Rejects as
 * `evaluate` does; where the signal is aborted the thread has ended and its files are gone.
 */
export async function runEvaluation<Request extends AnyRequest>(
  request: Request,
  limits: EvaluationLimits,
): Promise<ReportOf<Request>> {
  const { signal, onProgress, workers, memoryMegabytes } = limits
  signal?.throwIfAborted()
  const folder = await mkdtemp(join(limits.temporaryFolder ?? tmpdir(), 'primum-run-'))
  const task: EvaluationTask = {
    request,
    limits: { workers, memoryMegabytes, temporaryFolder: folder },
  }
  const worker = new Worker(new URL('./evaluate-worker.ts', import.meta.url), { workerData: task })
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  const stop = () => worker.postMessage('stop')
  signal?.addEventListener('abort', stop, { once: true })
  // Between the check above and here the folder was made.
  if (signal?.aborted) stop()
  try {
    return (await answerOf(worker, onProgress)) as ReportOf<Request>
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    // Never by force: in the middle of a query the reader's library would end the whole process.
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

function answerOf(
  worker: Worker,
  onProgress: ((progress: EvaluationProgress) => void) | undefined,
): Promise<EvaluationReport | TaskReport> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: EvaluationMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress)
      else if (message.kind === 'refused') reject(new DatasetError(message.problems))
      else resolve(message.report)
    })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`the evaluation ended early (exit code ${code})`)),
    )
  })
}
