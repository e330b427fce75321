import { Worker } from 'node:worker_threads'
import { mergeBinned } from '@primum/core/evaluation/binned-scores'
import { joinPieces } from '@primum/core/evaluation/exact-scores'
import { DatasetError, type DatasetProblem } from './dataset-error.ts'
import type { ScanPlan } from './scan-plan.ts'
import type { ScanRange, Scanned } from './scan.ts'

export type ScanRequest = {
  plan: ScanPlan
  range: ScanRange
  limits: { threads: number; memoryMegabytes: number }
}

export type ScanMessage =
  | { kind: 'progress'; rows: number }
  | { kind: 'done'; scanned: Scanned }
  | { kind: 'refused'; problems: DatasetProblem[] }

/** Threads that count, each with a reader of its own. */
export type Scanners = {
  /**
   * Scans a Parquet file of `rows` rows, a contiguous part on each thread, and adds up what they
   * counted. Counts are sums, so the answer does not depend on the number of threads. Rejects with
   * the signal's reason where it is aborted.
   */
  scan: (plan: ScanPlan, rows: number, onRows?: (rows: number) => void) => Promise<Scanned>
  /** Ends every thread, also in the middle of a scan. */
  close: () => Promise<void>
}

/** A whole row group of a Parquet file goes to one thread. */
const rowsPerStep = 122_880

/**
 * Starts the threads at once, so that they are ready when the first scan comes. One scan at a time.
 */
export function startScanners(options: {
  workers: number
  memoryMegabytes: number
  signal?: AbortSignal
}): Scanners {
  const { signal } = options
  const count = Math.max(1, options.workers)
  const limits = {
    threads: 1,
    memoryMegabytes: Math.max(64, Math.floor(options.memoryMegabytes / count)),
  }
  const workers = Array.from({ length: count }, startWorker)
  return {
    scan: async (plan, rows, onRows) => {
      signal?.throwIfAborted()
      const ranges = splitRows(rows, count)
      const seen = ranges.map(() => 0)
      const parts = await Promise.all(
        ranges.map((range, index) =>
          answerOf(workers[index]!, { plan, range, limits }, signal, (done) => {
            seen[index] = done
            onRows?.(seen.reduce((sum, each) => sum + each, 0))
          }),
        ),
      )
      return parts.reduce(merge)
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
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

function startWorker(): Worker {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), {
    // Dropped chunks hold on to the reader's memory until they are collected, so collect often.
    resourceLimits: { maxYoungGenerationSizeMb: 1 },
  })
  // A failure between scans is seen by the next one, which finds the thread gone.
  worker.on('error', () => {})
  return worker
}

function answerOf(
  worker: Worker,
  request: ScanRequest,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<Scanned> {
  return new Promise<Scanned>((resolve, reject) => {
    const message = (answer: ScanMessage) => {
      if (answer.kind === 'progress') onRows(answer.rows)
      else {
        forget()
        if (answer.kind === 'refused') reject(new DatasetError(answer.problems))
        else resolve(answer.scanned)
      }
    }
    const fail = (error: unknown) => {
      forget()
      reject(error)
    }
    const abort = () => fail(signal?.reason)
    const exit = (code: number) => fail(new Error(`the scan ended early (exit code ${code})`))
    const forget = () => {
      worker.off('message', message).off('error', fail).off('exit', exit)
      signal?.removeEventListener('abort', abort)
    }
    worker.on('message', message).on('error', fail).on('exit', exit)
    signal?.addEventListener('abort', abort)
    if (worker.threadId === -1) exit(-1)
    else worker.postMessage(request)
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
