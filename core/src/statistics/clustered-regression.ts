/**
 * Mean absolute error, root mean squared error, R² and mean error with intervals that hold when
 * patients repeat: the values are those of all rows, the standard errors count clusters.
 * Convention: cluster-robust standard error of a mean, K/(K−1)·Σ(residuals of a cluster)²/n²; the
 * intervals are otherwise those for independent rows: mean ± z·SE, for the root mean squared error
 * and R² the delta method on the logarithm. One row per cluster gives the interval of independent
 * rows, for R² up to K/(K−1). Fewer than two clusters leave the value without an interval.
 * Source: K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13–22; delta method: A. W. van der
 * Vaart, Asymptotic Statistics (1998), ch. 3.
 * Twin: Python `statsmodels` OLS of |e|, e², e or the influence of R² on a constant with
 * `cov_type='cluster'`.
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

/**
 * Sums of each cluster over its n ≥ 1 pairs: Σe, Σ|e|, Σe² of the errors (prediction − outcome), Σd
 * and Σd² of the outcomes less one origin, the same for all clusters and near the outcomes.
 */
export type ClusterSums = {
  n: ArrayLike<number>
  errorSum: ArrayLike<number>
  absoluteErrorSum: ArrayLike<number>
  squaredErrorSum: ArrayLike<number>
  deviationSum: ArrayLike<number>
  squaredDeviationSum: ArrayLike<number>
}

export type ClusteredError = Estimate & { clusters: number }

export type ClusteredRegression = {
  meanAbsoluteError: ClusteredError
  rootMeanSquaredError: ClusteredError
  rSquared: ClusteredError
  meanError: ClusteredError
}

/** `minimum` applies to the clusters. Throws RangeError for unequal lengths or sums that are none. */
export function clusteredRegression(
  sums: ClusterSums,
  options: EstimateOptions = {},
): ClusteredRegression {
  const n = totalOf(sums)
  const z = twoSidedZ(options.level ?? defaultLevel)
  const answer = (method: string, found: Found | string): ClusteredError => {
    const clusters = sums.n.length
    const evidence = { method: `${method} (clustered)`, n, positives: null, negatives: null }
    if (typeof found === 'string') return { ...undefinedEstimate(evidence, found), clusters }
    const { value, limits } = found
    const interval = limits && { ...limits, level: options.level ?? defaultLevel }
    const none = clusters < 2 ? 'one cluster: its rows cannot tell how clusters differ' : noSpread
    const sample = { count: clusters, unit: 'clusters', minimum: options.minimum }
    const note = interval === null ? none : null
    return { ...estimateWithMinimum(evidence, value, interval, sample, note), clusters }
  }
  if (n === 0) {
    const none = (method: string) => answer(method, 'no predictions with an outcome')
    return {
      meanAbsoluteError: none('mean absolute error'),
      rootMeanSquaredError: none('root mean squared error'),
      rSquared: none('R²'),
      meanError: none('mean error'),
    }
  }
  const absolute = meanOf(sums.absoluteErrorSum, sums.n, n)
  return {
    meanAbsoluteError: answer('mean absolute error', {
      value: absolute.mean,
      limits: aroundMean(absolute, z, 0),
    }),
    rootMeanSquaredError: answer('root mean squared error', rootOf(sums, n, z)),
    rSquared: answer('R²', explainedOf(sums, n, z)),
    meanError: answer('mean error', {
      value: meanOf(sums.errorSum, sums.n, n).mean,
      limits: aroundMean(meanOf(sums.errorSum, sums.n, n), z, -Infinity),
    }),
  }
}

const noSpread = 'no interval: the errors do not differ between clusters'

type Found = { value: number; limits: Omit<Interval, 'level'> | null }
type Mean = { mean: number; error: number | null }

function meanOf(sum: ArrayLike<number>, sizes: ArrayLike<number>, n: number): Mean {
  let total = 0
  for (let k = 0; k < sum.length; k++) total += sum[k]!
  const mean = total / n
  return { mean, error: clusterError(sum.length, (k) => [sum[k]!, mean * sizes[k]!], n) }
}

/**
 * Cluster-robust standard error of a mean over n rows, from what each cluster sums up to and what is
 * expected of it; null for one cluster, and where they differ by rounding alone.
 */
function clusterError(
  clusters: number,
  sumOf: (cluster: number) => [found: number, expected: number],
  n: number,
): number | null {
  let squares = 0
  let size = 0
  for (let k = 0; k < clusters; k++) {
    const [found, expected] = sumOf(k)
    squares += (found - expected) ** 2
    size += found * found + expected * expected
  }
  if (clusters < 2 || squares <= size * 1e-24) return null
  return Math.sqrt((clusters / (clusters - 1)) * squares) / n
}

function aroundMean({ mean, error }: Mean, z: number, least: number): Found['limits'] {
  if (error === null) return null
  const method = 'normal approximation of the mean, clustered'
  return { lower: Math.max(least, mean - z * error), upper: mean + z * error, method }
}

function rootOf(sums: ClusterSums, n: number, z: number): Found {
  const { mean, error } = meanOf(sums.squaredErrorSum, sums.n, n)
  const value = Math.sqrt(mean)
  if (error === null) return { value, limits: null }
  const factor = Math.exp((z * error) / (2 * mean))
  const method = 'delta method, log scale, clustered'
  return { value, limits: { lower: value / factor, upper: value * factor, method } }
}

function explainedOf(sums: ClusterSums, n: number, z: number): Found | string {
  const { n: sizes, squaredErrorSum, deviationSum, squaredDeviationSum } = sums
  const total = (of: ArrayLike<number>) => Array.from(of).reduce((sum, each) => sum + each, 0)
  const m = total(deviationSum) / n
  const squared = total(squaredDeviationSum)
  const variation = squared - n * m * m
  if (variation <= squared * 1e-12) return 'the outcomes do not vary'
  const unexplained = total(squaredErrorSum) / variation
  // What a cluster adds to Σ(y−ȳ)², from its moments about the origin.
  const varies = (k: number) =>
    squaredDeviationSum[k]! - 2 * m * deviationSum[k]! + m * m * sizes[k]!
  const sumOf = (k: number): [number, number] => [squaredErrorSum[k]!, unexplained * varies(k)]
  const error = clusterError(sizes.length, sumOf, variation)
  if (error === null || unexplained === 0) return { value: 1 - unexplained, limits: null }
  const factor = Math.exp((z * error) / unexplained)
  const lower = 1 - unexplained * factor
  return {
    value: 1 - unexplained,
    limits: {
      lower: Number.isFinite(lower) ? lower : null,
      upper: 1 - unexplained / factor,
      method: 'delta method, log of the unexplained share, clustered',
    },
  }
}

function totalOf(sums: ClusterSums): number {
  let total = 0
  for (const [name, values] of Object.entries<ArrayLike<number>>(sums)) {
    if (values.length !== sums.n.length) {
      throw new RangeError(`${sums.n.length} clusters but ${name} of ${values.length}`)
    }
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!
      const valid =
        name === 'n' ? Number.isSafeInteger(value) && value >= 1 : Number.isFinite(value)
      if (!valid) throw new RangeError(`${name} of cluster ${k} is ${value}`)
      if (name === 'n') total += value
    }
  }
  return total
}
