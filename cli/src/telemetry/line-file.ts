import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UsageError } from '../usage-error.ts'
import type { Source, SourceOptions, SourceRow } from './source-row.ts'

/** NDJSON: one prediction or outcome a line, exactly as the API takes it. Blank lines are skipped. */
export async function openLines(file: string, options: SourceOptions): Promise<Source> {
  await access(file).catch(() => {
    throw new UsageError(`${file} cannot be read.`)
  })
  let total = 0
  for await (const { value } of readLines(file)) if (value !== undefined) total += 1
  return {
    total,
    rows: async function* () {
      for await (const { row, value } of readLines(file)) {
        yield { row, value: withVersion(parse(file, row, String(value)), options) }
      }
    },
  }
}

async function* readLines(file: string): AsyncGenerator<SourceRow, void, undefined> {
  const bytes = createReadStream(file)
  const text: Readable = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  let row = 0
  for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
    row += 1
    if (line.trim() !== '') yield { row, value: line }
  }
}

function parse(file: string, row: number, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new UsageError(
      `Line ${row} of ${file} is not JSON.`,
      'Nothing after it was sent; correct it and send the file again.',
    )
  }
}

function withVersion(value: unknown, { kind, version }: SourceOptions): unknown {
  const lacks = typeof value === 'object' && value !== null && !('version' in value)
  return kind === 'predictions' && version !== undefined && lacks ? { ...value, version } : value
}
