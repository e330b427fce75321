import { deltaBinaryUnpack } from 'hyparquet/src/delta.js'
import { byteStreamSplit } from 'hyparquet/src/encoding.js'
import type { NumberType } from './stored-columns.ts'
import { type PageRoom, placesOf, validOf, viewOf } from './stored-levels.ts'
import type { StoredPage } from './stored-page.ts'
import type { Numbers } from './vectors.ts'

/**
 * The numbers of a page's rows, as the reader gives them as doubles; they are overwritten by those
 * of the next page. Throws where the page is not what the file says of it.
 */
export function numbersOfPage(
  page: StoredPage,
  type: NumberType,
  dictionary: Float64Array | null,
  room: PageRoom,
): Numbers {
  const { count } = page
  if (room.values.length < count) room.values = new Float64Array(count)
  const values = room.values.subarray(0, count)
  const levels = validOf(page, room)
  presentNumbers(page, type, dictionary, room, values.subarray(0, levels?.present ?? count))
  if (levels === null) return { values, valid: null }
  const { valid } = levels
  // From the end, so that no value is overwritten before it has moved. Where there is none,
  // whatever was there before stays, as in the reader's memory.
  let next = levels.present
  for (let row = count - 1; row >= 0; row--) if (valid[row] === 1) values[row] = values[--next]!
  return { values, valid }
}

export function numbersOfDictionary(page: StoredPage, type: NumberType): Float64Array {
  requireBytes(page.values, page.count * widths[type])
  const found = new Float64Array(page.count)
  plainNumbers(page.values, type, found)
  return found
}

/** Fills `target` with the values that are there, side by side. */
function presentNumbers(
  page: StoredPage,
  type: NumberType,
  dictionary: Float64Array | null,
  room: PageRoom,
  target: Float64Array,
): void {
  const count = target.length
  switch (page.encoding) {
    case 'PLAIN':
      plainNumbers(page.values, type, target)
      return
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      const entries = dictionary ?? new Float64Array(0)
      const places = placesOf(page, count, entries.length, room)
      for (let i = 0; i < count; i++) target[i] = entries[places[i]!]!
      return
    }
    case 'DELTA_BINARY_PACKED': {
      const whole = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count)
      deltaBinaryUnpack({ view: viewOf(page.values), offset: 0 }, count, whole)
      plainNumbers(new Uint8Array(whole.buffer), type, target)
      return
    }
    case 'BYTE_STREAM_SPLIT': {
      requireBytes(page.values, count * widths[type])
      const reader = { view: viewOf(page.values), offset: 0 }
      const { buffer } = byteStreamSplit(reader, count, type, undefined) as Float64Array
      plainNumbers(new Uint8Array(buffer), type, target)
      return
    }
    default:
      throw new Error(`a page is encoded as ${page.encoding}`)
  }
}

const widths = { DOUBLE: 8, FLOAT: 4, INT32: 4, INT64: 8 }

function plainNumbers(bytes: Uint8Array, type: NumberType, target: Float64Array): void {
  const count = target.length
  const length = count * widths[type]
  requireBytes(bytes, length)
  if (type === 'DOUBLE') {
    new Uint8Array(target.buffer, target.byteOffset, length).set(bytes.subarray(0, length))
    return
  }
  // Typed arrays want an aligned start, which pages do not have.
  const { buffer } = Uint8Array.from(bytes.subarray(0, length))
  if (type === 'FLOAT') target.set(new Float32Array(buffer))
  else if (type === 'INT32') target.set(new Int32Array(buffer))
  else {
    // The high half is exact as a double, so that the one addition rounds once, as a cast does.
    const low = new Uint32Array(buffer)
    const high = new Int32Array(buffer)
    for (let i = 0; i < count; i++) target[i] = high[2 * i + 1]! * 2 ** 32 + low[2 * i]!
  }
}

function requireBytes(bytes: Uint8Array, length: number): void {
  if (bytes.length < length) throw new Error('a page has fewer values than rows')
}
