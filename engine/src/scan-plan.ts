import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { FeatureBins } from '@primum/core/monitoring/binning'
import type { ColumnRoles } from './column-roles.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { rowColumn } from './dataset.ts'
import { groupExpression, labelExpression, numberExpression, presentText } from './expressions.ts'
import { sqlText } from './database.ts'

/** How scores are kept: each of them, or in bins of these edges. */
export type ScoreMode = { kind: 'exact' } | { kind: 'bins'; edges: number[] } | { kind: 'none' }

/** All that a scan of one Parquet file needs; plain data, so that it can go to another thread. */
export type ScanPlan = {
  relation: string
  /** statements that prepare the connection */
  prepare: string[]
  /** SQL of score, label, then one code per attribute, then one value or code per feature */
  expressions: string[]
  attributes: GroupValues[]
  features: FeatureBins[]
  scores: ScoreMode
  /** whether the last expression is a number that tells clusters apart */
  clusters: boolean
}

export function scanPlan(
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  what: {
    attributes: GroupValues[]
    features: FeatureBins[]
    scores: ScoreMode
    clusters: boolean
  },
): ScanPlan {
  const groups = what.attributes.map(({ attribute, values }, index) => {
    const known = values.slice(0, -1)
    const other = values.length - 1
    const value = groupExpression(columns.get(attribute)!)
    return codeOf(value, `group_${index}`, known, String(other))
  })
  const features = what.features.map((feature, index) => {
    const column = columns.get(feature.name)!
    if (feature.kind === 'numeric') return { sql: numberExpression(column), prepare: [] }
    const present = presentText(column)
    const { length } = feature.listed
    const otherwise = `CASE WHEN ${present} IS NULL THEN ${length + 1} ELSE ${length} END`
    return codeOf(present, `feature_${index}`, feature.listed, otherwise)
  })
  const { score, label, patient } = roles
  // 53 bits of a hash: as a number it tells patients apart without naming any of them.
  // A row without a patient stands for itself.
  const person = what.clusters ? presentText(columns.get(patient!)!) : ''
  const cluster = what.clusters
    ? [`CAST(hash(coalesce(${person}, 'row ' || ${rowColumn})) >> 11 AS DOUBLE)`]
    : []
  return {
    relation: dataset.relation,
    prepare: [...groups, ...features].flatMap(({ prepare }) => prepare),
    expressions: [
      numberExpression(columns.get(score)!),
      `CAST(coalesce(${labelExpression(columns.get(label)!)}, 2) AS UTINYINT)`,
      ...[...groups, ...features].map(({ sql }) => sql),
      ...cluster,
    ],
    ...what,
  }
}

/** The place of a text in a list, by a type of its own: as quick as a number to compare. */
function codeOf(value: string, type: string, listed: readonly string[], otherwise: string) {
  if (listed.length === 0) return { sql: `CAST(${otherwise} AS USMALLINT)`, prepare: [] }
  const prepare = [`CREATE TYPE ${type} AS ENUM (${listed.map(sqlText).join(', ')})`]
  const code = `enum_code(TRY_CAST(${value} AS ${type}))`
  return { sql: `CAST(coalesce(${code}, ${otherwise}) AS USMALLINT)`, prepare }
}

/** The query of rows `from` up to, not including, `to`. */
export function scanQuery(plan: ScanPlan, range: { from: number; to: number }): string {
  const where = `${rowColumn} >= ${range.from} AND ${rowColumn} < ${range.to}`
  const columns = plan.expressions.map((sql, index) => `${sql} AS c${index}`).join(', ')
  return `SELECT ${columns} FROM ${plan.relation} WHERE ${where}`
}
