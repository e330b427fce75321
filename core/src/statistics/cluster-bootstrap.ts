/**
 * Interval for any statistic by resampling whole clusters, so that rows of one patient stay together.
 * Convention: as many clusters as there are, drawn with replacement; percentile interval with
 * linear interpolation (type 7). Replicates in which the statistic does not exist are counted, and
 * more than one in twenty of them leaves no interval: what remains would be a selected sample.
 * Source: A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application (1997), 3.8;
 * C. A. Field and A. H. Welsh, J. R. Stat. Soc. B 69 (2007) 369–390.
 * Twin: R `boot::boot` over cluster indices with `boot.ci(type = "perc")`, near; Python: the same
 * draws in NumPy with `numpy.quantile`.
 */
import {
  type Estimate,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'

/** `random` gives uniform numbers in [0, 1); `minimum` applies to the clusters. */
export type BootstrapOptions = {
  random: () => number
  replicates?: number
  level?: number
  minimum?: number
}

/** `n` counts clusters; `failed` the replicates without a value; `standardError` of the rest. */
export type BootstrapEstimate = Estimate & {
  replicates: number
  failed: number
  standardError: number | null
}

const toleratedFailures = 0.05

/**
 * `statistic` gets the indices of the clusters drawn, repeats included, and answers a number or
 * null where it does not exist. Throws RangeError for counts that are not whole numbers.
 */
export function clusterBootstrap(
  method: string,
  clusters: number,
  statistic: (drawn: readonly number[]) => number | null,
  options: BootstrapOptions,
): BootstrapEstimate {
  const { random, replicates = 1000, level = defaultLevel, minimum } = options
  assertSizes(clusters, replicates, level)
  const evidence = { method, n: clusters, positives: null, negatives: null }
  const all = Array.from({ length: clusters }, (_, index) => index)
  const value = clusters === 0 ? null : statistic(all)
  if (value === null) {
    const reason = clusters === 0 ? 'no clusters' : 'the statistic does not exist on this sample'
    const none = undefinedEstimate(evidence, reason)
    return { ...none, replicates: 0, failed: 0, standardError: null }
  }
  const found: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = all.map(() => Math.floor(random() * clusters))
    const resampled = statistic(drawn)
    if (resampled !== null) found.push(resampled)
  }
  const failed = replicates - found.length
  const note = problem(clusters, failed, replicates)
  const interval = note === null ? percentiles(found, level) : null
  const sample = { count: clusters, unit: 'clusters', minimum }
  const estimate = estimateWithMinimum(evidence, value, interval, sample, note)
  const standardError = note === null ? deviation(found) : null
  return { ...estimate, replicates, failed, standardError }
}

function problem(clusters: number, failed: number, replicates: number): string | null {
  if (clusters < 2) return 'one cluster: nothing to resample'
  if (failed <= toleratedFailures * replicates) return null
  return `the statistic does not exist in ${failed} of ${replicates} replicates`
}

function percentiles(values: number[], level: number): Interval {
  const sorted = Float64Array.from(values).sort()
  const at = (p: number) => {
    const position = p * (sorted.length - 1)
    const index = Math.floor(position)
    const low = sorted[index]!
    return low + (position - index) * ((sorted[index + 1] ?? low) - low)
  }
  const tail = (1 - level) / 2
  return { lower: at(tail), upper: at(1 - tail), level, method: 'cluster bootstrap, percentile' }
}

function deviation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

function assertSizes(clusters: number, replicates: number, level: number): void {
  if (!Number.isSafeInteger(clusters) || clusters < 0) {
    throw new RangeError(`clusters is ${clusters}, not a whole number of zero or more`)
  }
  if (!Number.isSafeInteger(replicates) || replicates < 100) {
    throw new RangeError(`at least 100 replicates are needed, got ${replicates}`)
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
}
