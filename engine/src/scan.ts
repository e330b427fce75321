import type { DuckDBDataChunk } from '@duckdb/node-api'
import { addToBins, binnedScores } from '@primum/core/evaluation/binned-scores'
import type { BinnedScores } from '@primum/core/evaluation/binned-scores'
import {
  type ColumnCells,
  countCodes,
  countNumbers,
  emptyCells,
} from '@primum/core/evaluation/column-cells'
import { joinPieces } from '@primum/core/evaluation/exact-scores'
import type { ScoredPiece } from '@primum/core/evaluation/scored-piece'
import { sharedMemory } from './shared-memory.ts'
import { type StoredCells, countStored } from './count-stored.ts'
import { openDatabase } from './database.ts'
import { freeChunks } from './free-chunks.ts'
import { reading } from './dataset.ts'
import type { ScanPlan } from './scan-plan.ts'
import { scanQuery } from './scan-plan.ts'
import type { Share } from './share.ts'
import { type RowsOfChunk, eachStoredRows } from './stored-rows.ts'
import { copyPiece, rawCodes, rawLabels, rawNumbers, requireKinds } from './vectors.ts'
import type { RawChunk } from './vectors.ts'

/** What a scan of a range of rows leaves: it does not grow with the rows unless scores are exact. */
export type Scanned = {
  rows: number
  /** counts per feature of the plan */
  cells: Uint32Array[]
  exact: ScoredPiece | null
  bins: BinnedScores | null
}

export type ScanRange = { from: number; to: number }

type ScanLimits = { threads: number; memoryMegabytes: number; signal?: AbortSignal }

/**
 * Chunks that are counted together, column after column: the tables of one column then stay in the
 * processor's cache for all of them.
 */
const chunksPerBatch = 16

/** A collection takes some milliseconds, and each batch leaves 3 MB to collect. */
const batchesPerCollection = 16

/**
 * Reads a range of rows once and counts everything the plan asks for, chunk by chunk. Columns that
 * can be counted as they lie in the file are shared among the threads by their parts instead.
 * `onRows` is called with how many of the range's rows the work so far amounts to.
 */
export async function scanRows(
  plan: ScanPlan,
  range: ScanRange,
  share: Share,
  limits: ScanLimits,
  onRows: (rows: number) => void,
): Promise<Scanned> {
  const rows = range.to - range.from
  const { cells, stored, queried } = cellsOf(plan)
  const queries = plan.expressions.length > 0
  const passes = stored.length + (queries ? 1 : 0) + (plan.storedRows === null ? 0 : 1)
  let done = 0
  const add = (more: number) => {
    done += more
    onRows(Math.floor(done / passes))
  }
  const counting = startCounting(plan, queried)
  if (queries) {
    await readRows(plan, range, limits, (batch) => {
      counting.add(batch)
      add(batch.reduce((sum, chunk) => sum + chunk.rows, 0))
    })
  }
  const { signal } = limits
  await reading('the dataset', async () => {
    if (plan.storedRows !== null) {
      await eachStoredRows(plan.storedRows, share, signal, (found) => {
        counting.addRows(found)
        add(found.piece.length)
      })
    }
    await countStored(stored, share, signal, add)
  })
  return { rows, cells: cells.map(({ counts }) => counts), ...counting.finish() }
}

function cellsOf(plan: ScanPlan): {
  cells: ColumnCells[]
  stored: StoredCells[]
  queried: ColumnCells[]
} {
  const cells = plan.features.map(emptyCells)
  return {
    cells,
    stored: cells.flatMap((each, index) => {
      const feature = plan.stored[index]
      return feature ? [{ feature, cells: each }] : []
    }),
    queried: cells.filter((_, index) => plan.stored[index] === null),
  }
}

/** Hands on the rows of a range in their order, a batch of chunks at a time. */
async function readRows(
  plan: ScanPlan,
  range: ScanRange,
  limits: ScanLimits,
  take: (batch: readonly RawChunk[]) => void,
): Promise<void> {
  const { signal } = limits
  const database = await openDatabase(limits)
  const interrupt = () => database.connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  let coming: Promise<DuckDBDataChunk | null> = Promise.resolve(null)
  try {
    for (const statement of plan.prepare) await database.connection.run(statement)
    await reading('the dataset', async () => {
      const result = await database.connection.stream(scanQuery(plan, range))
      requireKinds(result, plan.kinds)
      let batches = 0
      let batch: RawChunk[] = []
      // The next chunk is read while this one is counted.
      coming = result.fetchChunk()
      for (;;) {
        const chunk = await coming
        signal?.throwIfAborted()
        const last = chunk === null || chunk.rowCount === 0
        if (!last) {
          coming = result.fetchChunk()
          batch.push({ rows: chunk.rowCount, chunk })
        }
        if (batch.length === chunksPerBatch || (last && batch.length > 0)) {
          take(batch)
          batch = []
          batches += 1
          if (batches % batchesPerCollection === 0) freeChunks()
        }
        if (last) break
      }
    })
  } finally {
    signal?.removeEventListener('abort', interrupt)
    // What is still being read must not lose its connection.
    await coming.catch(() => undefined)
    database.close()
    freeChunks()
  }
}

function startCounting(plan: ScanPlan, cells: readonly ColumnCells[]) {
  const bins = plan.scores.kind === 'bins' ? binnedScores(plan.scores.edges, plan.attributes) : null
  const kept: ScoredPiece[] = []
  const addPiece = (piece: ScoredPiece, mine: boolean) => {
    if (bins !== null) addToBins(bins, piece)
    // The vectors belong to the chunk and go with it.
    else kept.push(mine ? piece : copyPiece(piece))
  }
  return {
    add: (batch: readonly RawChunk[]) => {
      cells.forEach((each, index) => {
        for (const chunk of batch) countFeature(each, chunk, plan.firstFeature + index)
      })
      for (const chunk of batch) {
        if (plan.scores.kind === 'none' || plan.storedRows !== null) continue
        addPiece(scoredRows(chunk, plan), false)
      }
    },
    addRows: ({ piece, valid }: RowsOfChunk) => addPiece(withScore(piece, valid), true),
    finish: () => ({
      exact:
        plan.scores.kind === 'exact'
          ? joinPieces(kept, plan.attributes.length, sharedMemory)
          : null,
      bins,
    }),
  }
}

function countFeature(cells: ColumnCells, chunk: RawChunk, column: number): void {
  if (cells.feature.kind === 'numeric') {
    countNumbers(cells, rawNumbers(chunk, column), chunk.rows)
  } else countCodes(cells, rawCodes(chunk, column), chunk.rows)
}

function scoredRows(chunk: RawChunk, plan: ScanPlan): ScoredPiece {
  const { values, valid } = rawNumbers(chunk, 0)
  const clusterColumn = plan.expressions.length - 1
  const piece: ScoredPiece = {
    length: chunk.rows,
    scores: values,
    labels: rawLabels(chunk, 1),
    groups: plan.attributes.map((_, index) => rawCodes(chunk, 2 + index)),
    clusters: plan.clusters ? rawNumbers(chunk, clusterColumn).values : null,
  }
  return withScore(piece, valid)
}

/** The rows that have a score. */
function withScore(piece: ScoredPiece, valid: Uint8Array | null): ScoredPiece {
  const { scores, length } = piece
  const usable = (i: number) => (valid === null || valid[i] === 1) && Number.isFinite(scores[i])
  let all = true
  for (let i = 0; i < length && all; i++) all = usable(i)
  return all ? piece : copyPiece(piece, usable)
}
