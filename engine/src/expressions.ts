import type { DatasetColumn } from './dataset.ts'
import { columnSql } from './dataset.ts'

/** Texts that stand for "no value" in files of the field. */
export const missingMarks = ['', 'NA', 'N/A', 'NULL', 'null', 'None']

/** SQL of a text column without its surrounding blanks, null where it says that there is none. */
export function presentText(column: DatasetColumn): string {
  const text = `trim(CAST(${columnSql(column)} AS VARCHAR))`
  const marks = missingMarks.map((mark) => `'${mark}'`).join(', ')
  return `CASE WHEN ${text} NOT IN (${marks}) THEN ${text} END`
}

/** A number, NULL where there is none and NaN where there is something that is no number. */
export function numberExpression(column: DatasetColumn): string {
  if (column.kind === 'number') return `CAST(${columnSql(column)} AS DOUBLE)`
  const text = presentText(column)
  return `CASE WHEN ${text} IS NOT NULL THEN coalesce(TRY_CAST(${text} AS DOUBLE), 'NaN'::DOUBLE) END`
}

/** 0, 1, NULL where the outcome is not known, and 9 for anything else. */
export function labelExpression(column: DatasetColumn): string {
  const name = columnSql(column)
  if (column.kind === 'boolean') return `CAST(${name} AS UTINYINT)`
  if (column.kind === 'number') {
    return `CASE WHEN ${name} IS NULL THEN NULL WHEN ${name} = 0 THEN 0 WHEN ${name} = 1 THEN 1 ELSE 9 END`
  }
  const text = `lower(${presentText(column)})`
  const number = `TRY_CAST(${text} AS DOUBLE)`
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${number} = 0 OR ${text} = 'false' THEN 0 WHEN ${number} = 1 OR ${text} = 'true' THEN 1 ELSE 9 END`
}

/** A time in UTC, NULL where there is none or none can be read. */
export function timeExpression(column: DatasetColumn): string {
  if (column.kind === 'time') return `CAST(${columnSql(column)} AS TIMESTAMP)`
  return `CAST(TRY_CAST(${presentText(column)} AS TIMESTAMPTZ) AS TIMESTAMP)`
}

/** The group of rows without a value. */
export const unknownGroup = 'unknown'

/** The value of a group; a missing one is a group of its own. */
export function groupExpression(column: DatasetColumn): string {
  return `coalesce(${presentText(column)}, '${unknownGroup}')`
}

/** Whether a text ends in a zone: Z, +02:00, -0500. */
export function hasZoneExpression(column: DatasetColumn): string {
  return `regexp_matches(${presentText(column)}, '([zZ]|[+-]\\d{2}:?(\\d{2})?)$') AND regexp_matches(${presentText(column)}, ':')`
}
