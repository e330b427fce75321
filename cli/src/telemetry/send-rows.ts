import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Server } from '../server.ts'
import { withRetries } from './retry.ts'
import type { SourceRow } from './source-row.ts'

const compress = promisify(gzip)

/** The API's limits are 10,000 rows and 8 MiB; half of the rows leaves room for wide ones. */
const maximumRows = 5000
const maximumBytes = 7 * 1024 * 1024

export type RowError = {
  row: number
  id?: string
  path: string
  message: string
  remedy?: string
}
export type Receipt = { accepted: number; duplicates: number; rejected: number; errors: RowError[] }

export type SendOptions = {
  path: string
  retries: number
  /** After each post: how many rows of the source are settled. */
  onSettled: (rows: number) => Promise<void> | void
  onWait?: (milliseconds: number) => void
}

const keptErrors = 100

/** Posts all rows in order; the errors' rows are those of the source, the first hundred are kept. */
export async function sendRows(
  server: Server,
  rows: AsyncIterable<SourceRow>,
  options: SendOptions,
): Promise<Receipt> {
  const total: Receipt = { accepted: 0, duplicates: 0, rejected: 0, errors: [] }
  let settled = 0
  for await (const batch of inBatches(rows)) {
    const body = new Uint8Array(await compress(batch.lines.join('\n'), { level: 1 }))
    const receipt = await withRetries(
      options.retries,
      async () => {
        const response = await server.request('POST', options.path, {
          raw: body,
          headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
        })
        return (await response.json()) as Receipt
      },
      options.onWait,
    )
    total.accepted += receipt.accepted
    total.duplicates += receipt.duplicates
    total.rejected += receipt.rejected
    for (const error of receipt.errors) {
      if (total.errors.length === keptErrors) break
      total.errors.push({ ...error, row: batch.places[error.row - 1] ?? error.row })
    }
    settled += batch.lines.length
    await options.onSettled(settled)
  }
  return total
}

type Batch = { lines: string[]; places: number[] }

async function* inBatches(rows: AsyncIterable<SourceRow>): AsyncGenerator<Batch, void, undefined> {
  let batch: Batch = { lines: [], places: [] }
  let bytes = 0
  for await (const { row, value } of rows) {
    const line = JSON.stringify(value)
    const size = Buffer.byteLength(line) + 1
    const full = batch.lines.length === maximumRows || bytes + size > maximumBytes
    if (full && batch.lines.length > 0) {
      yield batch
      batch = { lines: [], places: [] }
      bytes = 0
    }
    batch.lines.push(line)
    batch.places.push(row)
    bytes += size
  }
  if (batch.lines.length > 0) yield batch
}
