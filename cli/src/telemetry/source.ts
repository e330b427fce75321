import { readMapped } from '../../../examples/player/mapped-rows.ts'
import { UsageError } from '../usage-error.ts'
import { openLines } from './line-file.ts'
import type { Source, SourceOptions } from './source-row.ts'
import { openTable } from './table-file.ts'

/** Opens a file of telemetry by its ending, or through a mapping. */
export async function openSource(file: string, options: SourceOptions): Promise<Source> {
  if (options.mapping !== undefined) return openMapped(file, options.mapping, options)
  if (/\.(ndjson|jsonl)(\.gz)?$/.test(file)) return openLines(file, options)
  if (/\.(parquet|csv(\.gz)?)$/.test(file)) return openTable(file, options)
  throw new UsageError(
    `${file} is none of .parquet, .csv, .ndjson and .jsonl.`,
    'Text formats may end in .gz.',
  )
}

async function openMapped(file: string, mapping: string, options: SourceOptions): Promise<Source> {
  const { kind, version } = options
  if (kind === 'predictions' && version === undefined) {
    throw new UsageError('A mapping names no version.', 'Say which one with --version.')
  }
  const { total, rows } = await readMapped({ file, mapping, kind, version: version ?? '' })
  return { total, rows }
}
