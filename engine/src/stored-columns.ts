import { open } from 'node:fs/promises'
import { parquetMetadata } from 'hyparquet'
import type { ColumnMetaData, CompressionCodec, FileMetaData, SchemaElement } from 'hyparquet'

/**
 * A column of a Parquet file whose pages can be counted as they lie in the file, without the reader
 * between: see `eachPage`. Plain data, so that it can go to another thread.
 */
export type StoredColumn = {
  path: string
  type: NumberType | 'BOOLEAN' | 'TEXT'
  /** whether pages say of each row if it has a value */
  optional: boolean
  chunks: StoredChunk[]
}

/** The column's part of one row group. */
export type StoredChunk = {
  codec: CompressionCodec
  /** of its first byte in the file */
  at: number
  bytes: number
  firstRow: number
  rows: number
}

const numberTypes = ['DOUBLE', 'FLOAT', 'INT32', 'INT64'] as const
export type NumberType = (typeof numberTypes)[number]

const codecs = new Set<string>(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'])
const encodings = new Set<string>([
  'PLAIN',
  'PLAIN_DICTIONARY',
  'RLE_DICTIONARY',
  'RLE',
  'DELTA_BINARY_PACKED',
  'BYTE_STREAM_SPLIT',
  'DELTA_LENGTH_BYTE_ARRAY',
  'DELTA_BYTE_ARRAY',
])

/** A page is held whole, and is at most as long as its part of the column. */
export const longestPage = 64_000_000

/** Everything about the columns of ten thousand row groups fits; a longer footer is left alone. */
const longestFooter = 64_000_000
const magicAndLength = 8

/**
 * The columns of a Parquet file that can be counted as they lie there, by name. Everything else is
 * the reader's: other types, nested columns, encodings and codecs that are not known here, and
 * files whose footer cannot be made sense of, of which the reader says what is wrong.
 */
export async function storedColumns(path: string): Promise<Map<string, StoredColumn>> {
  const metadata = await readFooter(path).catch(() => null)
  const found = new Map<string, StoredColumn>()
  if (metadata === null) return found
  const [root, ...elements] = metadata.schema
  // With nested columns the elements are no longer one per column.
  const flat = elements.every(({ num_children }) => num_children === undefined)
  if (!flat || root?.num_children !== elements.length) return found
  elements.forEach((element, index) => {
    const same = elements.filter(({ name }) => name.toLowerCase() === element.name.toLowerCase())
    const column = same.length === 1 ? storedColumn(path, metadata, element, index) : null
    if (column !== null) found.set(element.name, column)
  })
  return found
}

function storedColumn(
  path: string,
  metadata: FileMetaData,
  element: SchemaElement,
  index: number,
): StoredColumn | null {
  const type = typeOf(element)
  const { repetition_type: repetition } = element
  if (type === null || repetition === 'REPEATED') return null
  const chunks: StoredChunk[] = []
  let firstRow = 0
  for (const group of metadata.row_groups) {
    const column = group.columns[index]
    const rows = Number(group.num_rows)
    const chunk = column?.meta_data
    if (column?.file_path !== undefined || chunk === undefined || !isReadable(chunk, rows)) {
      return null
    }
    const starts = [chunk.data_page_offset, chunk.dictionary_page_offset]
    // Some writers name a dictionary that is not there at offset 0.
    const at = starts.filter((start) => start !== undefined && start > 0n).map(Number)
    const bytes = Number(chunk.total_compressed_size)
    chunks.push({ codec: chunk.codec, at: Math.min(...at), bytes, firstRow, rows })
    firstRow += rows
  }
  return { path, type, optional: repetition === 'OPTIONAL', chunks }
}

/** Null for a date or a decimal, say, whose bits mean something else. */
function typeOf(element: SchemaElement): StoredColumn['type'] | null {
  const { type, converted_type: converted, logical_type: logical } = element
  const unmarked = converted === undefined && logical === undefined
  if (type === 'BOOLEAN') return unmarked ? 'BOOLEAN' : null
  if (type === 'BYTE_ARRAY') {
    const text = converted === 'UTF8' || converted === undefined
    return text && !unmarked && (logical ?? { type: 'STRING' }).type === 'STRING' ? 'TEXT' : null
  }
  const number = numberTypes.find((each) => each === type)
  // Unsigned numbers of 32 bits and more use the bit of the sign.
  const small = converted === undefined || /^(INT_(8|16|32|64)|UINT_(8|16))$/.test(converted)
  const whole = logical?.type === 'INTEGER' && (logical.isSigned || logical.bitWidth < 32)
  return number !== undefined && small && (logical === undefined || whole) ? number : null
}

function isReadable(chunk: ColumnMetaData, rows: number): boolean {
  return (
    codecs.has(chunk.codec) &&
    chunk.encodings.every((encoding) => encodings.has(encoding)) &&
    Number(chunk.num_values) === rows &&
    Number(chunk.total_uncompressed_size) <= longestPage &&
    Number(chunk.total_compressed_size) <= longestPage
  )
}

async function readFooter(path: string): Promise<FileMetaData | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const end = new Uint8Array(magicAndLength)
    await file.read(end, 0, magicAndLength, size - magicAndLength)
    const length = new DataView(end.buffer).getUint32(0, true) + magicAndLength
    if (length > size || length > longestFooter) return null
    const footer = new Uint8Array(length)
    const { bytesRead } = await file.read(footer, 0, length, size - length)
    return bytesRead === length ? parquetMetadata(footer, { geoparquet: false }) : null
  } finally {
    await file.close()
  }
}
