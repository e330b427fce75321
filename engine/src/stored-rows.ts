import { setImmediate } from 'node:timers/promises'
import { type ScoredPiece, labelCodes } from '@primum/core/evaluation/scored-piece'
import type { Share } from './share.ts'
import { eachCodes, eachNumbers, eachTruths } from './stored-chunk.ts'
import type { StoredChunk, StoredColumn } from './stored-columns.ts'
import { emptyRoom } from './stored-levels.ts'
import type { PageRoom } from './stored-levels.ts'
import { type StoredFile, closeStored, openStored } from './stored-pages.ts'
import type { StoredRows } from './stored-plan.ts'

/** Rows of a part of the file; `valid[i]` is 0 where the score is missing. */
export type RowsOfChunk = { piece: ScoredPiece; valid: Uint8Array | null }

/**
 * Hands on the scored rows of this thread's share of the file, which is contiguous, in their order.
 * Rejects with the signal's reason where it is aborted.
 */
export async function eachStoredRows(
  { score, label, groups }: StoredRows,
  share: Share,
  signal: AbortSignal | undefined,
  take: (rows: RowsOfChunk) => void,
): Promise<void> {
  const { chunks, path } = score
  const from = Math.floor((share.index * chunks.length) / share.of)
  const to = Math.floor(((share.index + 1) * chunks.length) / share.of)
  if (from === to) return
  const file = openStored(path)
  const room = emptyRoom()
  try {
    for (let part = from; part < to; part++) {
      // Between two parts a wish to stop is heard.
      await setImmediate()
      signal?.throwIfAborted()
      const scores = numbersOfChunk(file, score, chunks[part]!, room)
      const codes = groups.map(({ column, codes: of }) => {
        const chunk = column.chunks[part]!
        const found = new Uint16Array(chunk.rows)
        eachCodes(file, column, chunk, of, room, (some, _, row) => found.set(some, row))
        return found
      })
      const piece: ScoredPiece = {
        length: scores.values.length,
        scores: scores.values,
        labels: labelsOfChunk(file, label, label.chunks[part]!, room),
        groups: codes,
        clusters: null,
      }
      take({ piece, valid: scores.valid })
    }
  } finally {
    closeStored(file)
  }
}

function numbersOfChunk(
  file: StoredFile,
  column: StoredColumn,
  chunk: StoredChunk,
  room: PageRoom,
): { values: Float64Array; valid: Uint8Array | null } {
  const values = new Float64Array(chunk.rows)
  let valid: Uint8Array | null = null
  eachNumbers(file, column, chunk, room, (numbers, _, row) => {
    values.set(numbers.values, row)
    if (numbers.valid === null) return
    valid ??= new Uint8Array(chunk.rows).fill(1)
    valid.set(numbers.valid, row)
  })
  return { values, valid }
}

/** Codes of labels as `labelExpression` has them; other numbers were refused before. */
function labelsOfChunk(
  file: StoredFile,
  column: StoredColumn,
  chunk: StoredChunk,
  room: PageRoom,
): Uint8Array {
  const labels = new Uint8Array(chunk.rows)
  if (column.type === 'BOOLEAN') {
    eachTruths(file, column, chunk, labelCodes.unlabelled, room, (some, _, row) =>
      labels.set(some, row),
    )
    return labels
  }
  eachNumbers(file, column, chunk, room, ({ values, valid }, rows, row) => {
    for (let i = 0; i < rows; i++) {
      const known = valid === null || valid[i] === 1
      labels[row + i] = !known ? labelCodes.unlabelled : values[i] === 1 ? 1 : 0
    }
  })
  return labels
}
