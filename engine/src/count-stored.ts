import { setImmediate } from 'node:timers/promises'
import { type ColumnCells, countCodes, countNumbers } from '@primum/core/evaluation/column-cells'
import type { Share } from './share.ts'
import { eachCodes, eachNumbers } from './stored-chunk.ts'
import type { StoredChunk, StoredColumn } from './stored-columns.ts'
import { type PageRoom, emptyRoom } from './stored-levels.ts'
import { type StoredFile, closeStored, openStored } from './stored-pages.ts'
import type { StoredFeature } from './stored-plan.ts'
import type { Numbers } from './vectors.ts'

export type StoredCells = { feature: StoredFeature; cells: ColumnCells }

/** Pages may be long; so many numbers at a time stay in the nearest cache. */
const numbersPerStep = 8192

/**
 * Counts features as they lie in their file. Threads share the columns' parts among them, whatever
 * the rows: counts are sums. `onRows` is called with the rows counted since it was called last.
 * Rejects with the signal's reason where it is aborted.
 */
export async function countStored(
  stored: readonly StoredCells[],
  share: Share,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<void> {
  const columns = stored.map(({ feature }) => feature.column)
  await eachOwnChunk(columns, share, signal, ({ file, room, chunk, index }) => {
    const { feature, cells } = stored[index]!
    if (feature.codes !== null) {
      eachCodes(file, feature.column, chunk, feature.codes, room, (codes, rows) => {
        countCodes(cells, codes, rows)
        onRows(rows)
      })
      return
    }
    eachNumbers(file, feature.column, chunk, room, (numbers, rows) => {
      countInSteps(cells, numbers, rows)
      onRows(rows)
    })
  })
}

export function countInSteps(cells: ColumnCells, { values, valid }: Numbers, rows: number): void {
  for (let from = 0; from < rows; from += numbersPerStep) {
    const to = Math.min(rows, from + numbersPerStep)
    const step = { values: values.subarray(from, to), valid: valid?.subarray(from, to) ?? null }
    countNumbers(cells, step, to - from)
  }
}

export async function eachOwnChunk(
  columns: readonly StoredColumn[],
  share: Share,
  signal: AbortSignal | undefined,
  read: (part: { file: StoredFile; room: PageRoom; chunk: StoredChunk; index: number }) => void,
): Promise<void> {
  const own = columns
    .flatMap(({ chunks }, index) => chunks.map((chunk) => ({ chunk, index })))
    .filter((_, place) => place % share.of === share.index)
  if (own.length === 0) return
  const file = openStored(columns[0]!.path)
  const room = emptyRoom()
  try {
    for (const { chunk, index } of own) {
      // Between two parts a wish to stop is heard.
      await setImmediate()
      signal?.throwIfAborted()
      read({ file, room, chunk, index })
    }
  } finally {
    closeStored(file)
  }
}
