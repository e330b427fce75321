import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js'
import type { StoredPage } from './stored-page.ts'

/** Memory that page after page is put into: fresh memory costs as much as counting does. */
export type PageRoom = {
  values: Float64Array
  codes: Uint16Array
  places: Uint32Array
  valid: Uint8Array
}

export function emptyRoom(): PageRoom {
  return {
    values: new Float64Array(0),
    codes: new Uint16Array(0),
    places: new Uint32Array(0),
    valid: new Uint8Array(0),
  }
}

/** Which rows of a page have a value, a byte each, and how many have; null where every one has. */
export function validOf(
  { levels, count }: StoredPage,
  room: PageRoom,
): { valid: Uint8Array; present: number } | null {
  if (levels === null || isOneRunOfOnes(levels, count)) return null
  room.valid = room.valid.length < count ? new Uint8Array(count) : room.valid
  const valid = room.valid.subarray(0, count)
  readRleBitPackedHybrid({ view: viewOf(levels), offset: 0 }, 1, valid, levels.length)
  let present = 0
  for (let i = 0; i < count; i++) present += valid[i]!
  return { valid, present }
}

/** The places in a dictionary of `count` values; each is below `entries`. */
export function placesOf(
  { values }: StoredPage,
  count: number,
  entries: number,
  room: PageRoom,
): Uint32Array {
  room.places = room.places.length < count ? new Uint32Array(count) : room.places
  const places = room.places.subarray(0, count)
  const width = values[0] ?? 0
  if (width > widestPlace) throw new Error(`a page has places of ${width} bits`)
  if (width === 0) places.fill(0)
  else readRleBitPackedHybrid({ view: viewOf(values), offset: 1 }, width, places, values.length - 1)
  for (let i = 0; i < count; i++) {
    if (places[i]! >= entries) throw new Error(`the dictionary has no entry ${places[i]}`)
  }
  return places
}

/** A dictionary is a page, and none is so long that it needs more. */
const widestPlace = 24

/** A run's header is twice its length, seven bits a byte, the least significant first. */
function isOneRunOfOnes(levels: Uint8Array, count: number): boolean {
  let header = 0
  let at = 0
  for (let scale = 1; at < 5; scale *= 128) {
    const byte = levels[at++] ?? 0
    header += (byte & 127) * scale
    if (byte < 128) break
  }
  return header % 2 === 0 && header / 2 >= count && levels[at] === 1
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
