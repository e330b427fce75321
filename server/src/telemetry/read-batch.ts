import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import { PrimumError, invalid } from '../errors.ts'
import { parseJson, unreadable } from './parse-json.ts'
import { Rejections } from './rejections.ts'

const maximumRows = 10_000
export const maximumBytes = 8 * 1024 * 1024

/** A post as it arrived: JSON `{ rows: […] }`, or one JSON object a line. */
export type SentBatch = { format: 'json' | 'ndjson'; bytes: Buffer }

export type SentRow = { row: number; value: unknown }
export type ReadBatch = {
  rows: SentRow[]
  rejections: Rejections
  total: number
  /** as it arrived */
  bytes: Buffer
}

/** What the verbs parse their input with. */
export const batch = z.custom<SentBatch>().transform(readBatch)

/**
 * The rows of a post. A line that is no JSON is rejected alone; a body that was cut off is refused
 * whole, because nobody knows what else is missing.
 */
function readBatch({ format, bytes }: SentBatch): ReadBatch {
  const read = format === 'ndjson' ? readLines(bytes) : readDocument(bytes)
  if (read.total > maximumRows) throw tooManyRows(read.total)
  if (read.total === 0) throw invalid('body', 'The batch has no rows.', 'Send at least one row.')
  return { ...read, bytes }
}

export function tooManyBytes(): PrimumError {
  return tooLarge('The body is larger than 8 MiB (8,388,608 bytes, unpacked).')
}

function tooManyRows(rows: number): PrimumError {
  return tooLarge(`The batch has ${rows.toLocaleString('en')} rows; at most 10,000 are accepted.`)
}

function tooLarge(message: string): PrimumError {
  const remedy = 'Split it into posts of at most 10,000 rows and 8 MiB each.'
  return new PrimumError('limit-exceeded', `${message} ${remedy}`, {
    reasons: [{ code: 'batch-too-large', message, remedy }],
  })
}

function readDocument(bytes: Buffer): Omit<ReadBatch, 'bytes'> {
  if (!isUtf8(bytes)) throw invalid('body', 'The body is not UTF-8 text.', 'Encode it as UTF-8.')
  const parsed = parseJson(withoutMark(bytes.toString()))
  if (parsed === unreadable) {
    throw invalid(
      'body',
      'The body is not JSON: it may be cut off.',
      'Send the whole batch as JSON; leave unknown values out or send null.',
    )
  }
  const body = isRecord(parsed) ? parsed : {}
  const stranger = Object.keys(body).find((key) => key !== 'rows')
  if (!Array.isArray(body['rows']) || stranger !== undefined) {
    throw invalid('body', 'The body is not { "rows": [ … ] }.', 'Send the rows under "rows" alone.')
  }
  const values: unknown[] = body['rows']
  const rows = values.map((value, index) => ({ row: index + 1, value }))
  return { rows, rejections: new Rejections(), total: rows.length }
}

function readLines(bytes: Buffer): Omit<ReadBatch, 'bytes'> {
  const rejections = new Rejections()
  const lines = isUtf8(bytes) ? withoutMark(bytes.toString()).split('\n') : splitBytes(bytes)
  const rows: SentRow[] = []
  let total = 0
  for (const [index, line] of lines.entries()) {
    if (line?.trim() === '') continue
    total += 1
    if (total > maximumRows) continue
    const row = index + 1
    const value = line === null ? unreadable : parseJson(line)
    if (value !== unreadable) rows.push({ row, value })
    else if (index === lines.length - 1) throw cutOff(row)
    else rejections.add({ row, path: 'row', ...notJson })
  }
  return { rows, rejections, total }
}

const notJson = {
  message: 'This line is not JSON in UTF-8.',
  remedy: 'Send one JSON object a line.',
}

function cutOff(row: number): PrimumError {
  return invalid(
    'body',
    `The body ends within line ${row}: it was cut off, so nothing of it was stored.`,
    'Send the whole batch again, ending with a newline.',
  )
}

/** Lines of a body with damage: only the lines that are text, null for the others. */
function splitBytes(bytes: Buffer): (string | null)[] {
  const lines: (string | null)[] = []
  let start = 0
  while (start <= bytes.length) {
    const newline = bytes.indexOf(10, start)
    const end = newline === -1 ? bytes.length : newline
    const line = bytes.subarray(start, end)
    lines.push(isUtf8(line) ? line.toString() : null)
    start = end + 1
  }
  return lines
}

function withoutMark(text: string): string {
  return text.startsWith('\u{feff}') ? text.slice(1) : text
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
