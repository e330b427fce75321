import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import {
  type ColumnKind,
  type Dataset,
  type DatasetColumn,
  openDataset,
  reading,
} from './dataset.ts'
import { presentText } from './expressions.ts'
import type { FileFormat } from './file-format.ts'

/** One column as far as it may be shown before anybody has said what it is. */
export type DescribedColumn = {
  name: string
  /** as the file says; every column of a CSV file is text */
  type: string
  /** what its values can be read as */
  kind: ColumnKind
  /** null without rows */
  missingShare: number | null
  /** different values among the described rows */
  distinct: number
  /** of numbers; null for other kinds */
  minimum: number | null
  maximum: number | null
}

export type DatasetDescription = {
  format: FileFormat
  /** the first rows of the file, which the columns are described on */
  describedRows: number
  columns: DescribedColumn[]
}

/** Enough to tell columns apart; a file of any size is described in seconds. */
const rowsLookedAt = 100_000
const columnsAtOnce = 40

/** Looks at the first rows of a file. Rejects with a DatasetError where it is no table. */
export async function describeDataset(
  path: string,
  limits: { threads: number; memoryMegabytes: number; temporaryFolder?: string },
): Promise<DatasetDescription> {
  const database = await openDatabase(limits)
  try {
    const dataset = await openDataset(database, path)
    const { columns } = dataset
    const [answer] = await reading(dataset.name, () =>
      database.ask<{ rows: number }>(`SELECT count(*) AS rows FROM ${firstRows(dataset)}`),
    )
    const rows = answer!.rows
    const described: DescribedColumn[] = []
    for (let from = 0; from < columns.length; from += columnsAtOnce) {
      const some = columns.slice(from, from + columnsAtOnce)
      described.push(...(await describeColumns(database, dataset, some, rows)))
    }
    return { format: dataset.format, describedRows: rows, columns: described }
  } finally {
    database.close()
  }
}

function firstRows({ relation }: Dataset): string {
  return `(SELECT * FROM ${relation} LIMIT ${rowsLookedAt})`
}

type Counts = Record<string, number | null>

async function describeColumns(
  database: Database,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  rows: number,
): Promise<DescribedColumn[]> {
  const asked = columns.flatMap((column, index) => {
    const text = presentText(column)
    const number = `TRY_CAST(${text} AS DOUBLE)`
    const finite = `CASE WHEN isfinite(${number}) THEN ${number} END`
    return [
      `count(${text}) AS present_${index}`,
      `count(DISTINCT ${text}) AS distinct_${index}`,
      `count(${number}) AS numbers_${index}`,
      `count(TRY_CAST(${text} AS TIMESTAMPTZ)) AS times_${index}`,
      `min(${finite}) AS minimum_${index}`,
      `max(${finite}) AS maximum_${index}`,
    ]
  })
  const [found] = await reading(dataset.name, () =>
    database.ask<Counts>(`SELECT ${asked.join(', ')} FROM ${firstRows(dataset)}`),
  )
  return columns.map((column, index) => {
    const of = (what: string) => found?.[`${what}_${index}`] ?? 0
    const kind = kindOf(column, {
      present: of('present'),
      numbers: of('numbers'),
      times: of('times'),
    })
    const number = kind === 'number'
    return {
      name: column.name,
      type: column.type,
      kind,
      missingShare: rows === 0 ? null : 1 - of('present') / rows,
      distinct: of('distinct'),
      minimum: number ? (found?.[`minimum_${index}`] ?? null) : null,
      maximum: number ? (found?.[`maximum_${index}`] ?? null) : null,
    }
  })
}

/** Text of which every value is a number, or a time, is described as that. */
function kindOf(
  column: DatasetColumn,
  counts: { present: number; numbers: number; times: number },
): ColumnKind {
  if (column.kind !== 'text' || counts.present === 0) return column.kind
  if (counts.numbers === counts.present) return 'number'
  return counts.times === counts.present ? 'time' : 'text'
}
