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
