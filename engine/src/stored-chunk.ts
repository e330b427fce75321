import {
  codeOfText,
  codesOfDictionary,
  codesOfPage,
  type TextCodes,
  truthsOfPage,
} from './stored-codes.ts'
import type { StoredChunk, StoredColumn } from './stored-columns.ts'
import type { PageRoom } from './stored-levels.ts'
import { numbersOfDictionary, numbersOfPage } from './stored-numbers.ts'
import { eachPage } from './stored-pages.ts'
import type { StoredFile } from './stored-pages.ts'
import type { Numbers } from './vectors.ts'

// What is handed on here is overwritten by the next page, so that it stays in the same memory;
// `row` is the place of its first row within the chunk. All of them throw where the pages are not
// what the file says of them.

/** The numbers of a column's part of one row group, a page at a time. */
export function eachNumbers(
  file: StoredFile,
  { type, optional }: StoredColumn,
  chunk: StoredChunk,
  room: PageRoom,
  take: (numbers: Numbers, rows: number, row: number) => void,
): void {
  if (type === 'TEXT' || type === 'BOOLEAN') throw new TypeError(`numbers are not ${type}`)
  let dictionary: Float64Array | null = null
  let row = 0
  eachPage(file, chunk, optional, (page) => {
    if (page.dictionary) dictionary = numbersOfDictionary(page, type)
    else {
      take(numbersOfPage(page, type, dictionary, room), page.count, row)
      row += page.count
    }
  })
}

/** The codes of texts, a page at a time. */
export function eachCodes(
  file: StoredFile,
  { optional }: StoredColumn,
  chunk: StoredChunk,
  codes: TextCodes,
  room: PageRoom,
  take: (codes: Uint16Array, rows: number, row: number) => void,
): void {
  const of = codeOfText(codes)
  let dictionary: Uint16Array | null = null
  let row = 0
  eachPage(file, chunk, optional, (page) => {
    if (page.dictionary) dictionary = codesOfDictionary(page, of)
    else {
      const found = codesOfPage(page, dictionary, { of, missing: codes.missing }, room)
      take(found, page.count, row)
      row += page.count
    }
  })
}

/** Truth values as 0 and 1, a page at a time, `missing` where there is none. */
export function eachTruths(
  file: StoredFile,
  { optional }: StoredColumn,
  chunk: StoredChunk,
  missing: number,
  room: PageRoom,
  take: (truths: Uint8Array, rows: number, row: number) => void,
): void {
  let row = 0
  eachPage(file, chunk, optional, (page) => {
    take(truthsOfPage(page, missing, room), page.count, row)
    row += page.count
  })
}
