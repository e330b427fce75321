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
import { openDatabase } from './database.ts'
import { reading } from './dataset.ts'
import type { ScanPlan } from './scan-plan.ts'
import { scanQuery } from './scan-plan.ts'
import { codesOf, copyPiece, labelsOf, numbersOf } from './vectors.ts'

/** What a scan of a range of rows leaves: it does not grow with the rows unless scores are exact. */
export type Scanned = {
  rows: number
  /** counts per feature of the plan */
  cells: Uint32Array[]
  exact: ScoredPiece | null
  bins: BinnedScores | null
}

export type ScanRange = { from: number; to: number }

/**
 * Chunks that are counted together, column after column: the tables of one column then stay in the
 * processor's cache for all of them.
 */
const chunksPerBatch = 16

/**
 * Reads a range of rows once and counts everything the plan asks for, chunk by chunk. `onRows` is
 * called with the rows read so far.
 */
export async function scanRows(
  plan: ScanPlan,
  range: ScanRange,
  limits: { threads: number; memoryMegabytes: number },
  onRows: (rows: number) => void,
): Promise<Scanned> {
  const database = await openDatabase(limits)
  try {
    for (const statement of plan.prepare) await database.connection.run(statement)
    const counting = startCounting(plan)
    await reading('the dataset', async () => {
      const result = await database.connection.stream(scanQuery(plan, range))
      let rows = 0
      let batch: DuckDBDataChunk[] = []
      for (;;) {
        const chunk = await result.fetchChunk()
        const last = chunk === null || chunk.rowCount === 0
        if (!last) batch.push(chunk)
        if (batch.length === chunksPerBatch || (last && batch.length > 0)) {
          counting.add(batch)
          rows += batch.reduce((sum, each) => sum + each.rowCount, 0)
          batch = []
          onRows(rows)
        }
        if (last) break
      }
    })
    return counting.finish()
  } finally {
    database.close()
  }
}

function startCounting(plan: ScanPlan) {
  const cells = plan.features.map(emptyCells)
  const firstFeature = 2 + plan.attributes.length
  const bins = plan.scores.kind === 'bins' ? binnedScores(plan.scores.edges, plan.attributes) : null
  const kept: ScoredPiece[] = []
  let rows = 0
  return {
    add: (batch: readonly DuckDBDataChunk[]) => {
      cells.forEach((each, index) => {
        for (const chunk of batch) countFeature(each, chunk, firstFeature + index)
      })
      for (const chunk of batch) {
        rows += chunk.rowCount
        if (plan.scores.kind === 'none') continue
        const piece = scoredRows(chunk, plan)
        if (bins !== null) addToBins(bins, piece)
        // The vectors belong to the chunk and go with it.
        else kept.push(copyPiece(piece))
      }
    },
    finish: (): Scanned => ({
      rows,
      cells: cells.map(({ counts }) => counts),
      exact: plan.scores.kind === 'exact' ? joinPieces(kept, plan.attributes.length) : null,
      bins,
    }),
  }
}

function countFeature(cells: ColumnCells, chunk: DuckDBDataChunk, column: number): void {
  if (cells.feature.kind === 'numeric') {
    countNumbers(cells, numbersOf(chunk, column), chunk.rowCount)
  } else countCodes(cells, codesOf(chunk, column), chunk.rowCount)
}

/** The rows of a chunk that have a score. */
function scoredRows(chunk: DuckDBDataChunk, plan: ScanPlan): ScoredPiece {
  const { values, valid } = numbersOf(chunk, 0)
  const clusterColumn = chunk.columnCount - 1
  const piece: ScoredPiece = {
    length: chunk.rowCount,
    scores: values,
    labels: labelsOf(chunk, 1),
    groups: plan.attributes.map((_, index) => codesOf(chunk, 2 + index)),
    clusters: plan.clusters ? numbersOf(chunk, clusterColumn).values : null,
  }
  const usable = (i: number) => (valid === null || valid[i] === 1) && Number.isFinite(values[i])
  let all = true
  for (let i = 0; i < piece.length && all; i++) all = usable(i)
  return all ? piece : copyPiece(piece, usable)
}
