import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { mergeBinned } from '@primum/core/evaluation/binned-scores'
import { joinPieces } from '@primum/core/evaluation/exact-scores'
import type { GroupValues, ScoredPiece } from '@primum/core/evaluation/scored-piece'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import type { BaselineColumn } from './baseline-column.ts'
import { DatasetError } from './dataset-error.ts'
import { stopWord } from './scan-messages.ts'
import type { ThreadAnswers, ThreadMessage, ThreadRequest } from './scan-messages.ts'
import type { ScanPlan } from './scan-plan.ts'
import type { ScanRange, Scanned } from './scan.ts'
import { sharedMemory } from './shared-memory.ts'
import type { StoredColumn } from './stored-columns.ts'

/** Threads that count, each with a reader of its own. */
export type Scanners = {
  /**
   * Scans a Parquet file of `rows` rows, a contiguous part on each thread, and adds up what they
   * counted. Counts are sums, so the answer does not depend on the number of threads. Rejects with
   * the signal's reason where it is aborted.
   */
  scan: (plan: ScanPlan, rows: number, onRows?: (rows: number) => void) => Promise<Scanned>
  /** Edges of the cells of numeric features from a sample of each: see `edgesOfSample`. */
  edges: (samples: readonly Float64Array[]) => Promise<number[][]>
  /** Cells of columns that can be read as they lie in the file: see `baselineColumn`. */
  baselineColumns: (columns: readonly StoredColumn[], every: number) => Promise<BaselineColumn[]>
  /** As `exactEvidence`, of rows that lie in shared memory. */
  evidence: (rows: ScoredPiece, attributes: readonly GroupValues[]) => Promise<SegmentEvidence[]>
  /** Ends every thread, also in the middle of a scan, and resolves when they are gone. */
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
  const threads = Array.from({ length: count }, startThread)
  const ask = <Kind extends keyof ThreadAnswers>(
    index: number,
    request: Extract<ThreadRequest, { kind: Kind }>,
    onRows: (rows: number) => void = () => {},
  ) => answerOf<Kind>(threads[index]!, request, signal, onRows)
  /** Whichever thread is free takes the next. */
  const inTurn = async <Each, Answer>(
    all: readonly Each[],
    work: (each: Each, index: number) => Promise<Answer>,
  ): Promise<Answer[]> => {
    const found: Answer[] = []
    let next = 0
    await Promise.all(
      threads.map(async (_, index) => {
        while (next < all.length) {
          const place = next++
          found[place] = await work(all[place]!, index)
        }
      }),
    )
    return found
  }
  return {
    scan: async (plan, rows, onRows) => {
      signal?.throwIfAborted()
      const ranges = splitRows(rows, count)
      const seen = ranges.map(() => 0)
      const parts = await Promise.all(
        ranges.map((range, index) =>
          ask(
            index,
            { kind: 'scan', plan, range, share: { index, of: ranges.length }, limits },
            (done) => {
              seen[index] = done
              onRows?.(seen.reduce((sum, each) => sum + each, 0))
            },
          ),
        ),
      )
      return parts.reduce(merge)
    },
    edges: async (samples) => {
      signal?.throwIfAborted()
      const found = await Promise.all(
        threads.map((_, index) => {
          const own = samples.filter((__, place) => place % count === index)
          return ask(index, { kind: 'edges', samples: own })
        }),
      )
      return samples.map((_, place) => found[place % count]![Math.floor(place / count)]!)
    },
    baselineColumns: async (columns, every) => {
      signal?.throwIfAborted()
      return inTurn(columns, (column, index) =>
        ask<'baseline-column'>(index, { kind: 'baseline-column', column, every }),
      )
    },
    evidence: async (rows, attributes) => {
      signal?.throwIfAborted()
      const placed = attributes.map((values, place) => ({ values, place }))
      const found = await inTurn([null, ...placed], (attribute, index) =>
        ask<'evidence'>(index, { kind: 'evidence', rows, attribute }),
      )
      return found.flat()
    },
    close: async () => {
      await Promise.all(threads.map(stopThread))
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

type ScanThread = { worker: Worker; failure: unknown }

function startThread(): ScanThread {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), {
    // Small enough to give dropped chunks back to the reader often, and large enough for what is
    // short-lived between two pages not to outlive them.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const thread: ScanThread = { worker, failure: null }
  // A failure between scans is told by the next one, which finds the thread gone.
  worker.on('error', (error) => (thread.failure = error))
  return thread
}

/** A thread that was told to stop ends itself: see scan-worker.ts. */
async function stopThread({ worker }: ScanThread): Promise<void> {
  if (worker.threadId === -1) return
  const ended = once(worker, 'exit')
  worker.postMessage(stopWord)
  await ended
}

function answerOf<Kind extends keyof ThreadAnswers>(
  { worker, failure }: ScanThread,
  request: ThreadRequest,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<ThreadAnswers[Kind]> {
  return new Promise((resolve, reject) => {
    const message = (found: ThreadMessage<Kind>) => {
      if (found.kind === 'progress') onRows(found.rows)
      else {
        forget()
        if (found.kind === 'refused') reject(new DatasetError(found.problems))
        else resolve(found.answer)
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
    if (failure !== null) fail(failure)
    else if (worker.threadId === -1) exit(-1)
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
      : joinPieces([target.exact, source.exact], target.exact.groups.length, sharedMemory)
  return { rows: target.rows + source.rows, cells: target.cells, exact, bins: target.bins }
}
