import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { FeatureBins } from '@primum/core/monitoring/binning'
import type { ColumnRoles } from './column-roles.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { rowColumn } from './dataset.ts'
import { groupExpression, labelExpression, numberExpression, presentText } from './expressions.ts'
import { sqlText } from './database.ts'
import { type StoredFeature, type StoredRows, storedFeature, storedRows } from './stored-plan.ts'
import type { VectorKind } from './vectors.ts'

/** How scores are kept: each of them, or in bins of these edges. */
export type ScoreMode = { kind: 'exact' } | { kind: 'bins'; edges: number[] } | { kind: 'none' }

/** All that a scan of one Parquet file needs; plain data, so that it can go to another thread. */
export type ScanPlan = {
  relation: string
  /** statements that prepare the connection */
  prepare: string[]
  /**
   * SQL of score and label and one code per attribute, where scores are kept; then one value or
   * code per feature that the reader reads, then the cluster
   */
  expressions: string[]
  /** what each expression gives */
  kinds: VectorKind[]
  firstFeature: number
  attributes: GroupValues[]
  features: FeatureBins[]
  /** for each feature where it lies in the file, or null where the reader reads it */
  stored: (StoredFeature | null)[]
  /** where the scored rows lie in the file, or null where the reader reads them or there are none */
  storedRows: StoredRows | null
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
  const scored = what.scores.kind !== 'none'
  const rows =
    scored && !what.clusters ? storedRows(dataset, roles, columns, what.attributes) : null
  const groups = (scored && rows === null ? what.attributes : []).map(
    ({ attribute, values }, index) => {
      const known = values.slice(0, -1)
      const other = values.length - 1
      const value = groupExpression(columns.get(attribute)!)
      return codeOf(value, `group_${index}`, known, String(other))
    },
  )
  const stored = what.features.map((feature) =>
    storedFeature(dataset, columns.get(feature.name)!, feature),
  )
  const queried = what.features.filter((_, index) => stored[index] === null)
  const features = queried.map((feature, index) => {
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
  const columnsRead: { sql: string; kind: VectorKind }[] = [
    ...(scored && rows === null
      ? [
          { sql: numberExpression(columns.get(score)!), kind: 'number' as const },
          {
            sql: `CAST(coalesce(${labelExpression(columns.get(label)!)}, 2) AS UTINYINT)`,
            kind: 'label' as const,
          },
        ]
      : []),
    ...groups.map(({ sql }) => ({ sql, kind: 'code' as const })),
    ...features.map(({ sql }, index) => ({
      sql,
      kind: queried[index]!.kind === 'numeric' ? ('number' as const) : ('code' as const),
    })),
    ...cluster.map((sql) => ({ sql, kind: 'number' as const })),
  ]
  return {
    relation: dataset.relation,
    prepare: [...groups, ...features].flatMap(({ prepare }) => prepare),
    expressions: columnsRead.map(({ sql }) => sql),
    kinds: columnsRead.map(({ kind }) => kind),
    firstFeature: (scored && rows === null ? 2 : 0) + groups.length,
    stored,
    storedRows: rows,
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
