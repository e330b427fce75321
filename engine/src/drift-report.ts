import { columnDrift } from '@primum/core/evaluation/column-drift'
import type { DriftReport } from '@primum/core/evaluation/evaluation-report'
import type { MultivariateDrift } from '@primum/core/evaluation/multivariate-drift'
import { stamp } from '@primum/core/evaluation/provenance'
import { driftRanking } from '@primum/core/statistics/drift-ranking'
import type { PreparedBaseline } from './prepared-baseline.ts'

/** Drift of the columns of a baseline from what a scan counted in its cells. */
export function driftReport(
  baseline: PreparedBaseline,
  cells: readonly Uint32Array[],
  more: { minimum: number; dataCutoff: string | null; multivariate: MultivariateDrift | null },
): DriftReport {
  const { minimum, dataCutoff, multivariate } = more
  const looks = baseline.features.length
  const columns = baseline.features.map((feature, index) =>
    columnDrift(feature, baseline.counts[index]!, cells[index]!, { minimum, looks }),
  )
  const ranking = driftRanking(
    columns.slice(1).map(({ feature, metrics }) => ({
      feature,
      stability: metrics['population-stability-index'],
    })),
  )
  const provenance = { baseline: baseline.name, dataCutoff }
  const [score, ...features] = stamp(columns, provenance)
  return {
    baseline: baseline.name,
    score: score!,
    features,
    ranking,
    multivariate: multivariate === null ? null : stamp(multivariate, provenance),
  }
}
