import { featureEdges } from '@primum/core/monitoring/quantile-edges'
import { sortValues } from '@primum/core/statistics/sort-values'

const quantiles = 1000
const atomShare = 0.01

/** Edges of the cells of a numeric feature, from a sample of its finite values in any order. */
export function edgesOfSample(sample: Float64Array): number[] {
  return featureEdges(sortValues(sample), { count: quantiles, atomShare })
}
