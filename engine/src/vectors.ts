import {
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  type DuckDBResult,
  DuckDBTypeId,
} from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { Vector } from '@duckdb/node-bindings'
import type { ScoredPiece } from '@primum/core/evaluation/scored-piece'

// The library's own accessors test one row at a time with big integers; its typed arrays are
// declared private, so they are named as text, and each test of this package goes through them.

/** Numbers as they lie in the reader's memory. */
export type Numbers = {
  values: Float64Array
  /** a byte per row, 0 where there is no value: under NULL lies whatever was there before */
  valid: Uint8Array | null
}

/** What a column of a result holds, by the type that the query gives it. */
export type VectorKind = 'number' | 'label' | 'code'

const typeIds = {
  number: DuckDBTypeId.DOUBLE,
  label: DuckDBTypeId.UTINYINT,
  code: DuckDBTypeId.USMALLINT,
}

/** A column of numbers of any result. */
export function numbersOf(chunk: DuckDBDataChunk, column: number): Numbers {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError(`column ${column} is no number`)
  const bits: BigUint64Array | null = vector['validity'].data
  const bytes = bits && new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength)
  return { values: vector['items'], valid: bytes && validBytes(bytes, chunk.rowCount) }
}

/** The lists of a chunk's row of one list of numbers per column. */
export function listedNumbers(chunk: DuckDBDataChunk, column: number): Numbers {
  const list = duckdb.data_chunk_get_vector(chunk['chunk'], column)
  const child = duckdb.list_vector_get_child(list)
  return numbersAt(child, duckdb.list_vector_get_size(list))
}

/**
 * A chunk of a result that is read through many times: the library would make an object of each
 * vector and ask for its type again, which takes a third of the time of counting.
 */
export type RawChunk = { rows: number; chunk: DuckDBDataChunk }

/** Throws TypeError unless each column of the result is of its kind. */
export function requireKinds(result: DuckDBResult, kinds: readonly VectorKind[]): void {
  kinds.forEach((kind, column) => {
    const found = result.columnTypeId(column)
    if (found !== typeIds[kind]) throw new TypeError(`column ${column} is no ${kind}: ${found}`)
  })
}

export function rawNumbers({ rows, chunk }: RawChunk, column: number): Numbers {
  return numbersAt(duckdb.data_chunk_get_vector(chunk['chunk'], column), rows)
}

/** Codes, none of them NULL. */
export function rawCodes({ rows, chunk }: RawChunk, column: number): Uint16Array {
  const vector = duckdb.data_chunk_get_vector(chunk['chunk'], column)
  const bytes = duckdb.vector_get_data(vector, rows * Uint16Array.BYTES_PER_ELEMENT)
  return new Uint16Array(bytes.buffer, bytes.byteOffset, rows)
}

/** Label codes, none of them NULL. */
export function rawLabels({ rows, chunk }: RawChunk, column: number): Uint8Array {
  return duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk['chunk'], column), rows)
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

function numbersAt(vector: Vector, rows: number): Numbers {
  const bytes = duckdb.vector_get_data(vector, rows * Float64Array.BYTES_PER_ELEMENT)
  // Null where every row has a value, which the declaration does not say.
  const bits = duckdb.vector_get_validity(vector, 8 * Math.ceil(rows / 64)) as Uint8Array | null
  return {
    values: new Float64Array(bytes.buffer, bytes.byteOffset, rows),
    valid: bits && validBytes(bits, rows),
  }
}

/** One bit per row, least significant first, becomes one byte per row. */
function validBytes(bits: Uint8Array, length: number): Uint8Array {
  const valid = new Uint8Array(length)
  for (let row = 0; row < length; row++) valid[row] = (bits[row >>> 3]! >>> (row & 7)) & 1
  return valid
}
