import type { RegressionEvidence } from '@primum/core/evaluation/regression-report'
import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import { type RegressionSums, emptyRegressionSums } from '@primum/core/statistics/regression-sums'
import type { Database } from './database.ts'
import { sqlNumber } from './database.ts'
import { type Dataset, type DatasetColumn, reading } from './dataset.ts'
import { numberExpression, presentText } from './expressions.ts'
import { groupingSets } from './grouping-sets.ts'
import { regressionClusters } from './regression-clusters.ts'

export type RegressionColumns = {
  prediction: string
  target: string
  quantiles: readonly { level: number; column: string }[]
  intervals: readonly { lower: number; upper: number }[]
  attributes: readonly GroupValues[]
  patient?: string
}

export type FoundEvidence = {
  evidence: RegressionEvidence[]
  unpredicted: number
  /** rows in which predicted quantiles cross */
  crossed: number
  /** rows with a prediction and an outcome that name no patient */
  withoutPatient: number
  constantPrediction: boolean
  constantTarget: boolean
}

/** Each sum with its SQL: e is prediction less outcome, d outcome less origin. */
const sums: Record<Exclude<keyof RegressionSums, 'n' | 'origin'>, string> = {
  errorSum: 'e',
  absoluteErrorSum: 'abs(e)',
  squaredErrorSum: 'e * e',
  quarticErrorSum: 'e * e * e * e',
  deviationSum: 'd',
  squaredDeviationSum: 'd * d',
  cubedDeviationSum: 'd * d * d',
  quarticDeviationSum: 'd * d * d * d',
  weightedDeviationSum: 'e * e * d',
  weightedSquaredDeviationSum: 'e * e * d * d',
}

/**
 * Sums of everyone and of each group. The file is read twice: for the mean of the outcomes, about
 * which sums keep their digits, and for the sums; memory does not grow with the rows. Where patients
 * are named it is read once more, and memory grows with them.
 */
export async function regressionEvidence(
  database: Database,
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  what: RegressionColumns,
): Promise<FoundEvidence> {
  const finite = (name: string) => {
    const number = numberExpression(columns.get(name)!)
    return `CASE WHEN isfinite(${number}) THEN ${number} END`
  }
  const pairs = `SELECT ${finite(what.prediction)} AS p, ${finite(what.target)} AS y`
  const [facts] = await reading(dataset.name, () =>
    database.ask<Record<string, number | null>>(`
      SELECT count(*) - count(p) AS unpredicted, favg(y) FILTER (p IS NOT NULL) AS origin,
        min(p) AS p0, max(p) AS p1, min(y) FILTER (p IS NOT NULL) AS y0,
        max(y) FILTER (p IS NOT NULL) AS y1
      FROM (${pairs} FROM ${dataset.relation})`),
  )
  const origin = facts?.['origin'] ?? 0
  const sets = groupingSets(what.attributes, columns)
  const quantiles = what.quantiles.map(({ column }, index) => `, ${finite(column)} AS q${index}`)
  const place = (level: number) => what.quantiles.findIndex((each) => each.level === level)
  const shares = [
    ...what.quantiles.flatMap((_, index) => [
      `count_if(y IS NOT NULL AND q${index} IS NOT NULL) AS total_${index}`,
      `count_if(y <= q${index}) AS below_${index}`,
    ]),
    ...what.intervals.flatMap(({ lower, upper }, index) => {
      const [from, to] = [`q${place(lower)}`, `q${place(upper)}`]
      return [
        `count_if(y IS NOT NULL AND ${from} IS NOT NULL AND ${to} IS NOT NULL) AS held_${index}`,
        `count_if(y BETWEEN ${from} AND ${to}) AS inside_${index}`,
      ]
    }),
  ]
  const counts = [
    ...shares,
    ...Object.entries(sums).map(([name, sql]) => `fsum(${sql}) AS "${name}"`),
  ]
  const crossing = what.quantiles
    .slice(1)
    .map((_, index) => `coalesce(q${index} > q${index + 1}, FALSE)`)
  const patient = what.patient === undefined ? 'NULL' : presentText(columns.get(what.patient)!)
  const errors = `(SELECT *, p - y AS e, y - ${sqlNumber(origin)} AS d
      FROM (${pairs}, ${patient} AS patient${quantiles.join('')}${sets.codes}
        FROM ${dataset.relation})
      WHERE p IS NOT NULL)`
  const rows = await database.ask<Record<string, number | null>>(`
    SELECT ${sets.segment} AS segment, count(*) AS n, count(e) AS labelled,
      count_if(${crossing.length === 0 ? 'FALSE' : crossing.join(' OR ')}) AS crossed,
      count_if(e IS NOT NULL AND patient IS NULL) AS without_patient,
      ${counts.join(', ')}
    FROM ${errors}
    ${sets.groupBy([])}`)
  const clusters =
    what.patient === undefined
      ? null
      : await regressionClusters(database, errors, sets, { ...what, shares })
  const bySegment = new Map(rows.map((row) => [row['segment'], row]))
  return {
    unpredicted: facts?.['unpredicted'] ?? 0,
    crossed: bySegment.get(0)?.['crossed'] ?? 0,
    withoutPatient: clusters === null ? 0 : (bySegment.get(0)?.['without_patient'] ?? 0),
    constantPrediction: facts?.['p0'] != null && facts['p0'] === facts['p1'],
    constantTarget: facts?.['y0'] != null && facts['y0'] === facts['y1'],
    evidence: sets.segments.map((segment, index) => {
      const row = bySegment.get(index) ?? {}
      const count = (name: string) => row[name] ?? 0
      const found = emptyRegressionSums(origin)
      found.n = count('labelled')
      for (const name of Object.keys(sums) as (keyof typeof sums)[]) found[name] = count(name)
      return {
        segment,
        n: count('n'),
        sums: found,
        quantiles: what.quantiles.map(({ level }, at) => ({
          level,
          below: count(`below_${at}`),
          total: count(`total_${at}`),
        })),
        intervals: what.intervals.map(({ lower, upper }, at) => ({
          nominal: upper - lower,
          inside: count(`inside_${at}`),
          total: count(`held_${at}`),
          lowerLevel: lower,
          upperLevel: upper,
        })),
        clusters: clusters?.[index] ?? null,
      }
    }),
  }
}
