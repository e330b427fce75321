import type { PairCounts } from '@primum/core/evaluation/evaluation-report'
import type { GroupCounts } from '@primum/core/fairness/group-counts'
import { intersections } from '@primum/core/fairness/intersections'
import { groupSize } from '@primum/core/fairness/group-counts'
import type { ColumnRoles } from './column-roles.ts'
import { type Database, sqlNumber } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { groupExpression, labelExpression, numberExpression } from './expressions.ts'

const top = 20

/** Confusion matrices of the largest pairs of groups at each threshold. */
export async function countPairs(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  thresholds: readonly number[],
): Promise<PairCounts[]> {
  const pairs = roles.groups.flatMap((first, i) =>
    roles.groups.slice(i + 1).map((second) => [first, second] as const),
  )
  const found: PairCounts[] = []
  for (const threshold of pairs.length === 0 ? [] : thresholds) {
    const ranked: GroupCounts[] = []
    let leftOut = 0
    for (const pair of pairs) {
      const cells = await countPair(database, dataset, roles, columns, pair, threshold)
      const best = intersections(cells, top)
      ranked.push(...best.groups)
      leftOut += best.leftOut.groups
    }
    ranked.sort((a, b) => groupSize(b) - groupSize(a))
    leftOut += Math.max(0, ranked.length - top)
    found.push({ threshold, groups: ranked.slice(0, top), leftOut })
  }
  return found
}

async function countPair(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  [first, second]: readonly [string, string],
  threshold: number,
): Promise<GroupCounts[]> {
  const score = numberExpression(columns.get(roles.score)!)
  const label = labelExpression(columns.get(roles.label)!)
  const count = (label: 0 | 1, flagged: boolean) =>
    `count_if(l = ${label} AND ${flagged ? 's >= t' : 's < t'})`
  const rows = await database.ask<{
    a: string
    b: string
    tp: number
    fp: number
    tn: number
    fn: number
  }>(`
    SELECT a, b, ${count(1, true)} AS tp, ${count(0, true)} AS fp, ${count(0, false)} AS tn,
      ${count(1, false)} AS fn
    FROM (SELECT ${groupExpression(columns.get(first)!)} AS a,
      ${groupExpression(columns.get(second)!)} AS b, ${score} AS s, ${label} AS l,
      ${sqlNumber(threshold)} AS t FROM ${dataset.relation})
    WHERE isfinite(s) GROUP BY a, b`)
  return rows.map(({ a, b, tp, fp, tn, fn }) => ({
    group: [
      { attribute: first, value: a },
      { attribute: second, value: b },
    ],
    matrix: { tp, fp, tn, fn },
  }))
}
