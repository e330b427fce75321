/**
 * A rate whose rows come in clusters, such as several encounters of one patient: rows of a cluster
 * resemble each other and so count for less than as many independent ones.
 * Convention: ratio estimator p = Σy/Σm with the between-cluster variance, factor K/(K−1); the
 * design effect is that variance over p(1−p)/(n−1); Wilson interval on n over the design effect,
 * which is never taken below 1. With p of 0 or 1 no design effect can be seen, and the clusters
 * themselves are the sample. One row per cluster gives the plain Wilson interval.
 * Source: J. N. K. Rao and A. J. Scott, Biometrics 48 (1992) 577–585; W. G. Cochran, Sampling
 * Techniques (1977), 6.3.
 * Twin: R `survey::svyciprop`, near; Python `statsmodels` OLS on a constant with
 * `cov_type='cluster'` for the variance.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { assertCount } from './scored-counts.ts'

/** Cluster k holds counts[k] of totals[k]; clusters with a total of 0 are passed over. */
export type ClusteredRate = {
  method: string
  counts: ArrayLike<number>
  totals: ArrayLike<number>
  unit: string
}

/** `designEffect` as found, also below 1; `variance` and it are null where none can be found. */
export type ClusteredEstimate = Estimate & {
  clusters: number
  variance: number | null
  designEffect: number | null
}

/** `minimum` applies to the clusters. Throws RangeError unless 0 ≤ counts[k] ≤ totals[k]. */
export function clusteredProportion(
  rate: ClusteredRate,
  options: EstimateOptions = {},
): ClusteredEstimate {
  const { method, unit } = rate
  const { count, total, clusters } = sums(rate)
  const evidence = { method, n: total, positives: null, negatives: null }
  if (total === 0) {
    const none = undefinedEstimate(evidence, `no ${unit}: the denominator is zero`)
    return { ...none, clusters, variance: null, designEffect: null }
  }
  const share = count / total
  const variance = clusters < 2 ? null : clusterVariance(rate, share, total, clusters)
  const independent = (share * (1 - share)) / (total - 1)
  const designEffect = variance === null || independent === 0 ? null : variance / independent
  const size = independent === 0 ? clusters : total / Math.max(1, designEffect ?? 1)
  const interval = clusters < 2 ? null : wilson(share, size, options.level)
  const note = interval === null ? 'one cluster: its rows cannot tell how clusters differ' : null
  const sample = { count: clusters, unit: 'clusters', minimum: options.minimum }
  const estimate = estimateWithMinimum(evidence, share, interval, sample, note)
  return { ...estimate, clusters, variance, designEffect }
}

function clusterVariance(
  { counts, totals }: ClusteredRate,
  share: number,
  total: number,
  clusters: number,
): number {
  let squares = 0
  for (let k = 0; k < counts.length; k++) squares += (counts[k]! - share * totals[k]!) ** 2
  return ((clusters / (clusters - 1)) * squares) / (total * total)
}

// The Wilson interval again, because an effective sample is no whole number.
function wilson(share: number, size: number, level: number = defaultLevel): Interval {
  const z2 = twoSidedZ(level) ** 2
  const denominator = 1 + z2 / size
  const center = (share + z2 / (2 * size)) / denominator
  const spread = (share * (1 - share)) / size + z2 / (4 * size * size)
  const margin = Math.sqrt(z2 * spread) / denominator
  return {
    lower: share === 0 ? 0 : Math.max(0, center - margin),
    upper: share === 1 ? 1 : Math.min(1, center + margin),
    level,
    method: 'Wilson score, effective sample',
  }
}

function sums({ method, counts, totals }: ClusteredRate) {
  if (counts.length !== totals.length) {
    throw new RangeError(`${method}: ${counts.length} counts but ${totals.length} totals`)
  }
  let count = 0
  let total = 0
  let clusters = 0
  for (let k = 0; k < counts.length; k++) {
    count += assertCount(counts[k]!, `${method}: count of cluster ${k}`)
    total += assertCount(totals[k]!, `${method}: total of cluster ${k}`)
    if (counts[k]! > totals[k]!) {
      throw new RangeError(`${method}: ${counts[k]} of ${totals[k]} in cluster ${k}`)
    }
    if (totals[k]! > 0) clusters++
  }
  return { count, total, clusters }
}
