import type { RegressionClusters } from '@primum/core/evaluation/regression-clusters'
import type { Database } from './database.ts'
import type { GroupingSets } from './grouping-sets.ts'
import { numbersOf } from './vectors.ts'

const sums = ['fsum(e)', 'fsum(abs(e))', 'fsum(e * e)', 'fsum(d)', 'fsum(d * d)']

/**
 * Sums and counts of each patient with an outcome, for everyone and for each group. A row that names
 * no patient stands for itself.
 *
 * @param errors a relation of e, d, patient, the quantiles and the codes of the groups
 * @param what.shares SQL of the total and the count of each quantile, then of each interval
 */
export async function regressionClusters(
  database: Database,
  errors: string,
  sets: GroupingSets,
  what: {
    shares: readonly string[]
    quantiles: readonly unknown[]
    intervals: readonly unknown[]
  },
): Promise<RegressionClusters[]> {
  const found = sets.segments.map(() => [1, ...sums, ...what.shares].map((): number[] => []))
  const columns = ['count(*)', ...sums, ...what.shares.map((each) => each.split(' AS ')[0]!)]
  const own = `coalesce('patient ' || patient, 'row ' || row_number() OVER ())`
  const result = await database.connection.stream(`
    SELECT CAST(${sets.segment} AS DOUBLE), ${columns.map((sql) => `CAST(${sql} AS DOUBLE)`).join(', ')}
    FROM (SELECT *, ${own} AS person FROM ${errors} WHERE e IS NOT NULL)
    ${sets.groupBy(['person'])} ORDER BY person`)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    const segments = numbersOf(chunk, 0).values
    for (const [index] of columns.entries()) {
      const { values } = numbersOf(chunk, index + 1)
      for (let row = 0; row < chunk.rowCount; row++)
        found[segments[row]!]![index]!.push(values[row]!)
    }
  }
  return found.map((lists) => {
    const [n, errorSum, absoluteErrorSum, squaredErrorSum, deviationSum, squaredDeviationSum] =
      lists as [number[], number[], number[], number[], number[], number[]]
    const shares = Array.from({ length: what.shares.length / 2 }, (_, index) => {
      const at = 1 + sums.length + 2 * index
      return { totals: lists[at]!, counts: lists[at + 1]! }
    })
    return {
      sums: {
        n,
        errorSum,
        absoluteErrorSum,
        squaredErrorSum,
        deviationSum,
        squaredDeviationSum,
      },
      quantiles: shares.slice(0, what.quantiles.length),
      intervals: shares.slice(what.quantiles.length),
    }
  })
}
