import { Worker } from 'node:worker_threads'
import { mergeBinned } from '@primum/core/evaluation/binned-scores'
import { joinPieces } from '@primum/core/evaluation/exact-scores'
import { DatasetError, type DatasetProblem } from './dataset-error.ts'
import type { ScanRange, Scanned } from './scan.ts'
import type { ScanPlan } from './scan-plan.ts'

export type ScanRequest = {
  plan: ScanPlan
  range: ScanRange
  limits: { threads: number; memoryMegabytes: number }
}

export type ScanMessage =
  | { kind: 'progress'; rows: number }
  | { kind: 'done'; scanned: Scanned }
  | { kind: 'refused'; problems: DatasetProblem[] }

export type ScanOptions = {
  /** threads that count, each with a reader of its own */
  workers: number
  memoryMegabytes: number
  signal?: AbortSignal
  onRows?: (rows: number) => void
}

/** A whole row group of a Parquet file goes to one worker. */
const rowsPerStep = 122_880

/**
 * Scans a Parquet file of `rows` rows in worker threads, a contiguous part each, and adds up what
 * they counted. Counts are sums, so the answer does not depend on the number of workers. Rejects
 * with the signal's reason where it is aborted; then no thread is left.
 */
export async function runScan(
  plan: ScanPlan,
  rows: number,
  options: ScanOptions,
): Promise<Scanned> {
  options.signal?.throwIfAborted()
  const ranges = splitRows(rows, options.workers)
  const seen = ranges.map(() => 0)
  const limits = {
    threads: 1,
    memoryMegabytes: Math.max(64, Math.floor(options.memoryMegabytes / ranges.length)),
  }
  const workers: Worker[] = []
  try {
    const parts = await Promise.all(
      ranges.map((range, index) => {
        const worker = startWorker({ plan, range, limits })
        workers.push(worker)
        return answerOf(worker, options.signal, (done) => {
          seen[index] = done
          options.onRows?.(seen.reduce((sum, each) => sum + each, 0))
        })
      }),
    )
    return parts.reduce(merge)
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

export function splitRows(rows: number, workers: number): ScanRange[] {
  const steps = Math.max(1, Math.ceil(rows / rowsPerStep))
  const parts = Math.max(1, Math.min(workers, steps))
  return Array.from({ length: parts }, (_, part) => ({
    from: Math.floor((part * steps) / parts) * rowsPerStep,
    to: part === parts - 1 ? rows : Math.floor(((part + 1) * steps) / parts) * rowsPerStep,
  }))
}

function startWorker(request: ScanRequest): Worker {
  return new Worker(new URL('./scan-worker.ts', import.meta.url), {
    workerData: request,
    // Dropped chunks hold on to the reader's memory until they are collected, so collect often.
    resourceLimits: { maxYoungGenerationSizeMb: 1 },
  })
}

function answerOf(
  worker: Worker,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<Scanned> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    worker.on('message', (message: ScanMessage) => {
      if (message.kind === 'progress') onRows(message.rows)
      else if (message.kind === 'refused') reject(new DatasetError(message.problems))
      else resolve(message.scanned)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      reject(new Error(`the scan ended early (exit code ${code})`))
    })
  })
}

function merge(target: Scanned, source: Scanned): Scanned {
  target.cells.forEach((counts, index) => {
    const more = source.cells[index]!
    for (let i = 0; i < counts.length; i++) counts[i]! += more[i]!
  })
  if (target.bins !== null && source.bins !== null) mergeBinned(target.bins, source.bins)
  const exact =
    target.exact === null || source.exact === null
      ? null
      : joinPieces([target.exact, source.exact], target.exact.groups.length)
  return { rows: target.rows + source.rows, cells: target.cells, exact, bins: target.bins }
}
