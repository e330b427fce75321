import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js'
import { deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js'
import { missingMarks } from './expressions.ts'
import { type PageRoom, placesOf, validOf, viewOf } from './stored-levels.ts'
import type { StoredPage } from './stored-page.ts'

/** The code of a text is its place among the known ones; of another, and of none, what is said. */
export type TextCodes = { known: readonly string[]; other: number; missing: number }

/** As `presentText` and the types of the plan's query have it. */
export function codeOfText(codes: TextCodes): (bytes: Uint8Array) => number {
  const byText = new Map(codes.known.map((text, code) => [text, code]))
  const missing = new Set(missingMarks)
  // The reader refuses bytes that are no text as well.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return (bytes) => {
    const text = decoder.decode(bytes).replace(blanks, '')
    return missing.has(text) ? codes.missing : (byText.get(text) ?? codes.other)
  }
}

/** What the reader's `trim` takes away: blanks, but neither tabs nor the ends of lines. */
const blanks = /^\p{Zs}+|\p{Zs}+$/gu

/** A code per row of a page. */
export function codesOfPage(
  page: StoredPage,
  dictionary: Uint16Array | null,
  codes: { of: (bytes: Uint8Array) => number; missing: number },
  room: PageRoom,
): Uint16Array {
  const levels = validOf(page, room)
  if (room.codes.length < page.count) room.codes = new Uint16Array(page.count)
  const found = room.codes.subarray(0, page.count)
  presentCodes(page, found.subarray(0, levels?.present ?? page.count), dictionary, codes.of, room)
  if (levels !== null) spread(found, levels, codes.missing)
  return found
}

/** Moves the values that are there, side by side, to their rows. */
function spread(
  found: Uint16Array | Uint8Array,
  { valid, present }: { valid: Uint8Array; present: number },
  missing: number,
): void {
  // From the end, so that no value is overwritten before it has moved.
  let next = present
  for (let row = found.length - 1; row >= 0; row--) {
    found[row] = valid[row] === 1 ? found[--next]! : missing
  }
}

export function codesOfDictionary(
  page: StoredPage,
  of: (bytes: Uint8Array) => number,
): Uint16Array {
  return Uint16Array.from(plainTexts(page.values, page.count), of)
}

/** 0 or 1 per row of a page of truth values, and `missing` where there is none. */
export function truthsOfPage(page: StoredPage, missing: number, room: PageRoom): Uint8Array {
  const levels = validOf(page, room)
  const present = levels?.present ?? page.count
  const found = new Uint8Array(page.count)
  const bits = found.subarray(0, present)
  if (page.encoding === 'RLE') {
    readRleBitPackedHybrid({ view: viewOf(page.values), offset: 0 }, 1, bits)
  } else if (page.encoding === 'PLAIN') {
    if (page.values.length * 8 < present) throw new Error('a page has fewer values than rows')
    for (let i = 0; i < present; i++) bits[i] = (page.values[i >>> 3]! >>> (i & 7)) & 1
  } else throw new Error(`a page is encoded as ${page.encoding}`)
  if (levels !== null) spread(found, levels, missing)
  return found
}

/** Fills `target` with the codes of the texts that are there, side by side. */
function presentCodes(
  page: StoredPage,
  target: Uint16Array,
  dictionary: Uint16Array | null,
  of: (bytes: Uint8Array) => number,
  room: PageRoom,
): void {
  const count = target.length
  switch (page.encoding) {
    case 'PLAIN':
      target.set(Uint16Array.from(plainTexts(page.values, count), of))
      return
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      const entries = dictionary ?? new Uint16Array(0)
      const places = placesOf(page, count, entries.length, room)
      for (let i = 0; i < count; i++) target[i] = entries[places[i]!]!
      return
    }
    case 'DELTA_LENGTH_BYTE_ARRAY': {
      const texts = Array.from<Uint8Array>({ length: count })
      deltaLengthByteArray({ view: viewOf(page.values), offset: 0 }, count, texts)
      target.set(Uint16Array.from(texts, of))
      return
    }
    case 'DELTA_BYTE_ARRAY': {
      const texts = Array.from<Uint8Array>({ length: count })
      deltaByteArray({ view: viewOf(page.values), offset: 0 }, count, texts)
      target.set(Uint16Array.from(texts, of))
      return
    }
    default:
      throw new Error(`a page is encoded as ${page.encoding}`)
  }
}

/** Each text follows its length. */
function* plainTexts(bytes: Uint8Array, count: number): Generator<Uint8Array> {
  const view = viewOf(bytes)
  let at = 0
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(at, true)
    at += 4
    if (at + length > bytes.length) throw new Error('a text passes the end of its page')
    yield bytes.subarray(at, at + length)
    at += length
  }
}
