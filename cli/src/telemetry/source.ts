import { readMapped } from '../../../examples/player/mapped-rows.ts'
import { UsageError } from '../usage-error.ts'
import { openLines } from './line-file.ts'
import { openTable } from './table-file.ts'

export type TelemetryKind = 'predictions' | 'outcomes'

/** A row as it is posted, with its place in the file: the data row of a table, the line of NDJSON. */
export type SourceRow = { row: number; value: unknown }

export type Source = { total: number; rows: () => AsyncIterable<SourceRow> }

export type SourceOptions = {
  kind: TelemetryKind
  /** The version that made predictions which do not say so. */
  version: string | undefined
  /** A dataset.yaml that says which column means what. */
  mapping: string | undefined
  /** Whether a feature of a version is numeric: text formats do not say. */
  isNumeric: (version: string, feature: string) => boolean
}

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
