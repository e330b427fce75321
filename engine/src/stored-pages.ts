import { closeSync, openSync, readSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { CompressionCodec, PageHeader } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { snappyUncompress } from 'hyparquet/src/snappy.js'
import { longestPage } from './stored-columns.ts'
import type { StoredChunk } from './stored-columns.ts'
import { viewOf } from './stored-levels.ts'
import type { StoredPage } from './stored-page.ts'

/** A file that is read from front to back. */
export type StoredFile = {
  descriptor: number
  /** the bytes from `from` on that were read last */
  window: Uint8Array
  from: number
  filled: number
}

const windowBytes = 1 << 20
const headerBytes = 8 << 10

export function openStored(path: string): StoredFile {
  return {
    descriptor: openSync(path, 'r'),
    window: new Uint8Array(windowBytes),
    from: 0,
    filled: 0,
  }
}

export function closeStored({ descriptor }: StoredFile): void {
  closeSync(descriptor)
}

/**
 * Hands on the pages of a column's part of one row group in their order. Throws where they are not
 * what the file says of them.
 */
export function eachPage(
  file: StoredFile,
  chunk: StoredChunk,
  optional: boolean,
  take: (page: StoredPage) => void,
): void {
  const end = chunk.at + chunk.bytes
  let position = chunk.at
  let rows = 0
  while (rows < chunk.rows) {
    const { header, length } = headerAt(file, position, end)
    position += length
    const size = header.compressed_page_size
    // What a file says of itself may be anything: no memory is taken on its word alone.
    const fits = size >= 0 && position + size <= end && header.uncompressed_page_size <= longestPage
    if (!fits) throw new Error('a page is longer than its column')
    const body = bytesAt(file, position, size)
    position += size
    const page = pageOf(header, body, chunk.codec, optional)
    if (page === null) continue
    if (!page.dictionary) rows += page.count
    if (!(page.count >= 0) || rows > chunk.rows) throw new Error('a page has more rows than told')
    take(page)
    // A page that is not packed lies in the window itself.
    if (page.values.buffer !== file.window.buffer) giveBack(page.values)
  }
}

/**
 * Frees the memory of a page at once. The collector would come for every twenty of them, and look
 * through all of the program each time.
 */
function giveBack({ buffer }: Uint8Array): void {
  // Small pieces share theirs with others.
  if (buffer.byteLength > Buffer.poolSize) (buffer as ArrayBuffer).transfer(0)
}

/** Null for pages that hold no values of the column. */
function pageOf(
  header: PageHeader,
  body: Uint8Array,
  codec: CompressionCodec,
  optional: boolean,
): StoredPage | null {
  const size = header.uncompressed_page_size
  const { data_page_header: first, data_page_header_v2: second } = header
  if (header.type === 'DICTIONARY_PAGE' && header.dictionary_page_header !== undefined) {
    const { num_values: count } = header.dictionary_page_header
    const values = unpacked(codec, body, size)
    return { encoding: 'PLAIN', count, dictionary: true, levels: null, values }
  }
  if (header.type === 'DATA_PAGE' && first !== undefined) {
    const { encoding, num_values: count, definition_level_encoding: levelEncoding } = first
    const bytes = unpacked(codec, body, size)
    if (!optional) return { encoding, count, dictionary: false, levels: null, values: bytes }
    if (levelEncoding !== 'RLE') throw new Error(`levels are encoded as ${levelEncoding}`)
    const length = viewOf(bytes).getUint32(0, true)
    const levels = bytes.subarray(4, 4 + length)
    return { encoding, count, dictionary: false, levels, values: bytes.subarray(4 + length) }
  }
  if (header.type === 'DATA_PAGE_V2' && second !== undefined) {
    const { encoding, num_values: count, definition_levels_byte_length: length } = second
    const rest = body.subarray(length)
    const values = second.is_compressed === false ? rest : unpacked(codec, rest, size - length)
    const levels = optional ? body.subarray(0, length) : null
    return { encoding, count, dictionary: false, levels, values }
  }
  return null
}

function unpacked(codec: CompressionCodec, bytes: Uint8Array, size: number): Uint8Array {
  const found = unpack(codec, bytes, size)
  if (found.length !== size) throw new Error(`a page of ${size} bytes unpacks to ${found.length}`)
  return found
}

function unpack(codec: CompressionCodec, bytes: Uint8Array, size: number): Uint8Array {
  // One piece of memory of the right size, rather than many that are joined in the end.
  const room = { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 }
  switch (codec) {
    case 'UNCOMPRESSED':
      return bytes
    case 'ZSTD':
      return zstdDecompressSync(bytes, room)
    case 'GZIP':
      return gunzipSync(bytes, room)
    case 'BROTLI':
      return brotliDecompressSync(bytes, room)
    case 'SNAPPY': {
      const found = new Uint8Array(size)
      snappyUncompress(bytes, found)
      return found
    }
    default:
      throw new Error(`pages are packed by ${codec}`)
  }
}

function headerAt(
  file: StoredFile,
  position: number,
  end: number,
): { header: PageHeader; length: number } {
  for (const most of [headerBytes, windowBytes]) {
    const bytes = bytesAt(file, position, Math.min(most, end - position))
    const reader = { view: viewOf(bytes), offset: 0 }
    try {
      const header = parquetHeader(reader)
      return { header, length: reader.offset }
    } catch (error) {
      // A header with long statistics goes on behind what was read.
      if (!(error instanceof RangeError) || bytes.length < most) throw error
    }
  }
  throw new Error('a page has no header')
}

/** Valid until the next call. */
function bytesAt(file: StoredFile, position: number, length: number): Uint8Array {
  const start = position - file.from
  if (start >= 0 && start + length <= file.filled) {
    return file.window.subarray(start, start + length)
  }
  if (file.window.length < length) file.window = new Uint8Array(length)
  file.from = position
  file.filled = 0
  while (file.filled < file.window.length) {
    const { descriptor, window, filled } = file
    const read = readSync(descriptor, window, filled, window.length - filled, position + filled)
    if (read === 0) break
    file.filled += read
  }
  if (file.filled < length) throw new Error('the file is shorter than it was')
  return file.window.subarray(0, length)
}
