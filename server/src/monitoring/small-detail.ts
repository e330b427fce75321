import { isSmallCount, isSmallRate } from '@primum/core/fairness/small-cell-suppression'
import { isIntake } from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { withoutSmallCounts } from './intake-counts.ts'

/**
 * An estimate without the small counts beside it: labels that are missing, features that few people
 * lack, and few that came late. Calls that failed are counts of a machine.
 */
export function withoutSmallDetail(estimate: MetricEstimate, metric: MetricName): MetricEstimate {
  if (estimate.detail === undefined) return estimate
  const { unlabelled, features, counts, ...detail } = isIntake(metric)
    ? (withoutSmallCounts(estimate).detail ?? {})
    : estimate.detail
  const isRare = ({ value, n }: { value: number | null; n: number }) =>
    isSmallRate({ count: Math.round((value ?? 0) * n), total: n })
  const told = metric === 'missingness' ? features?.filter((each) => !isRare(each)) : features
  const isFewCounted = counts !== undefined && metric === 'late-data' && isFewLate(counts)
  return {
    ...estimate,
    detail: {
      ...detail,
      ...(unlabelled === undefined || isSmallCount(unlabelled) ? {} : { unlabelled }),
      ...(told === undefined ? {} : { features: told }),
      ...(counts === undefined || isFewCounted ? {} : { counts }),
    },
  }
}

type Counts = Record<string, number>

function isFewLate({ predictions, latePredictions, outcomes, lateOutcomes }: Counts): boolean {
  const kinds = [
    { count: latePredictions ?? 0, total: predictions ?? 0 },
    { count: lateOutcomes ?? 0, total: outcomes ?? 0 },
  ]
  return kinds.some((kind) => isSmallRate(kind))
}
