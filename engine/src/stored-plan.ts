import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { FeatureBins } from '@primum/core/monitoring/binning'
import type { ColumnRoles } from './column-roles.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { unknownGroup } from './expressions.ts'
import type { TextCodes } from './stored-codes.ts'
import type { StoredColumn } from './stored-columns.ts'

/** A feature that is counted as it lies in the file; `codes` where it holds categories. */
export type StoredFeature = { column: StoredColumn; codes: TextCodes | null }

/** Scored rows that are put together as they lie in the file. */
export type StoredRows = {
  score: StoredColumn
  label: StoredColumn
  groups: { column: StoredColumn; codes: TextCodes }[]
}

/** Null unless the column's numbers are those of the file itself. */
export function storedNumbers(dataset: Dataset, column: DatasetColumn): StoredColumn | null {
  const found = dataset.stored.get(column.name)
  const number = found !== undefined && found.type !== 'TEXT' && found.type !== 'BOOLEAN'
  return column.kind === 'number' && number ? found : null
}

function storedText(dataset: Dataset, column: DatasetColumn): StoredColumn | null {
  const found = dataset.stored.get(column.name)
  return column.kind === 'text' && found?.type === 'TEXT' ? found : null
}

/** Null where the reader has to read the feature. */
export function storedFeature(
  dataset: Dataset,
  column: DatasetColumn,
  feature: FeatureBins,
): StoredFeature | null {
  if (feature.kind === 'numeric') {
    const found = storedNumbers(dataset, column)
    return found && { column: found, codes: null }
  }
  const found = storedText(dataset, column)
  const { length } = feature.listed
  return (
    found && { column: found, codes: { known: feature.listed, other: length, missing: length + 1 } }
  )
}

/** Null where the reader has to read any of the columns. */
export function storedRows(
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  attributes: readonly GroupValues[],
): StoredRows | null {
  const score = storedNumbers(dataset, columns.get(roles.score)!)
  const labelColumn = columns.get(roles.label)!
  const truths = dataset.stored.get(labelColumn.name)
  const label =
    labelColumn.kind === 'boolean' && truths?.type === 'BOOLEAN'
      ? truths
      : storedNumbers(dataset, labelColumn)
  const groups = attributes.flatMap(({ attribute, values }) => {
    const column = storedText(dataset, columns.get(attribute)!)
    return column === null ? [] : [{ column, codes: groupCodes(values) }]
  })
  if (score === null || label === null || groups.length < attributes.length) return null
  return { score, label, groups }
}

/** The last of the values stands for all others. */
function groupCodes(values: readonly string[]): TextCodes {
  const known = values.slice(0, -1)
  const other = known.length
  const unknown = known.indexOf(unknownGroup)
  return { known, other, missing: unknown === -1 ? other : unknown }
}
