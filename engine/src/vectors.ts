import {
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBUSmallIntVector,
  DuckDBUTinyIntVector,
} from '@duckdb/node-api'
import type { ScoredPiece } from '@primum/core/evaluation/scored-piece'

// The library's own accessors test one row at a time with big integers; its typed arrays are
// declared private, so they are named as text, and each test of this package goes through them.

/**
 * A column of numbers as it lies in the reader's memory, with a byte per row that says whether
 * there is a value: under NULL the memory holds whatever was there before.
 */
export function numbersOf(chunk: DuckDBDataChunk, column: number) {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError(`column ${column} is no number`)
  return { values: vector['items'], valid: validBytes(vector['validity'].data, chunk.rowCount) }
}

/** A column of codes, none of them NULL. */
export function codesOf(chunk: DuckDBDataChunk, column: number): Uint16Array {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBUSmallIntVector)) throw new TypeError(`column ${column} is no code`)
  return vector['items']
}

/** A column of label codes, none of them NULL. */
export function labelsOf(chunk: DuckDBDataChunk, column: number): Uint8Array {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBUTinyIntVector)) throw new TypeError(`column ${column} is no label`)
  return vector['items']
}

/** The rows of a piece for which `keep` holds, in memory of their own. */
export function copyPiece(piece: ScoredPiece, keep?: (row: number) => boolean): ScoredPiece {
  if (keep === undefined) {
    return {
      length: piece.length,
      scores: piece.scores.slice(),
      labels: piece.labels.slice(),
      groups: piece.groups.map((codes) => codes.slice()),
      clusters: piece.clusters?.slice() ?? null,
    }
  }
  const rows: number[] = []
  for (let row = 0; row < piece.length; row++) if (keep(row)) rows.push(row)
  return {
    length: rows.length,
    scores: Float64Array.from(rows, (row) => piece.scores[row]!),
    labels: Uint8Array.from(rows, (row) => piece.labels[row]!),
    groups: piece.groups.map((codes) => Uint16Array.from(rows, (row) => codes[row]!)),
    clusters: piece.clusters && Float64Array.from(rows, (row) => piece.clusters![row]!),
  }
}

/** One bit per row, least significant first, becomes one byte per row. */
function validBytes(bits: BigUint64Array | null, length: number): Uint8Array | null {
  if (bits === null) return null
  const bytes = new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength)
  const valid = new Uint8Array(length)
  for (let row = 0; row < length; row++) valid[row] = (bytes[row >>> 3]! >>> (row & 7)) & 1
  return valid
}
