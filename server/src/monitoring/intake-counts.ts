import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'

/** The estimate without its counts by kind where one of them is of 1 to 10 predictions. */
export function withoutSmallCounts<E extends Pick<MetricEstimate, 'detail'>>(estimate: E): E {
  const { counts, ...detail } = estimate.detail ?? {}
  if (counts === undefined || !Object.values(counts).some((each) => isSmallCount(each))) {
    return estimate
  }
  return { ...estimate, detail }
}
