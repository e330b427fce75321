/**
 * Kolmogorov–Smirnov distance: the largest gap between the cumulative distributions of reference
 * and current values, exact from raw values, or certified from counts in cells.
 * Convention: on cells the distance is seen at cell bounds only, which is the lower end of the
 * certified interval; the upper end is the gap that the worst order inside a cell could make, so
 * the distance of the raw values always lies within. p = Q(λ), λ = (√e + 0.12 + 0.11/√e)·D with
 * e = nm/(n+m), by the limiting distribution; on cells from the lower end, so never too small.
 * SciPy's own asymptotic p instead takes the exact one-sample distribution at n = round(e); the
 * two differ by about one in a hundred. A large sample makes trifles significant: read D before p.
 * Source: N. Smirnov, Ann. Math. Statist. 19 (1948) 279–281; λ: M. A. Stephens, J. R. Stat. Soc. B
 * 32 (1970) 115–122.
 * Twin: R `ks.test(x, y)$statistic`; Python `scipy.stats.ks_2samp(x, y, method='asymp').statistic`,
 * p by `scipy.special.kolmogorov`.
 */
import { type Estimate, type Evidence, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { kolmogorovSurvival } from './kolmogorov-distribution.ts'
import { emptySide, pairedTotals } from './paired-counts.ts'
import { sortValues } from './sort-values.ts'

/**
 * `certifiedInterval` holds the distance of the raw values; both ends equal `value` where it is
 * exact. `pValue` is null without a value, or where `reason` says "resolution-limited".
 */
export type KolmogorovSmirnovEstimate = Estimate & {
  certifiedInterval: { lower: number; upper: number } | null
  pValue: number | null
  referenceN: number
}

/** `minimum` for the smaller sample. */
export type KolmogorovSmirnovOptions = { minimum?: number }

/**
 * `edges` lets cells of one single number (an edge and the double above it) count as exact.
 * `resolution`: a p-value is given where the certified interval is at most this share (default
 * 0.1) of 1.36/√e, the distance that is significant at 5 %.
 */
export type BinnedKolmogorovSmirnovOptions = KolmogorovSmirnovOptions & {
  edges?: ArrayLike<number>
  resolution?: number
}

const method = 'Kolmogorov–Smirnov distance'

/**
 * Raw values in any order; missing ones are left out and counted by missingness.ts. Throws
 * RangeError for a value that is not finite.
 */
export function kolmogorovSmirnov(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: KolmogorovSmirnovOptions = {},
): KolmogorovSmirnovEstimate {
  const before = sortValues(reference)
  const now = sortValues(current)
  const [referenceN, n] = [before.length, now.length]
  const evidence = { method, n, positives: null, negatives: null }
  const empty = emptySide({ referenceN, n })
  if (empty !== null) return withoutValue(evidence, referenceN, empty)
  let distance = 0
  let i = 0
  let j = 0
  while (i < referenceN && j < n) {
    const value = Math.min(before[i]!, now[j]!)
    while (i < referenceN && before[i] === value) i++
    while (j < n && now[j] === value) j++
    distance = Math.max(distance, Math.abs(i / referenceN - j / n))
  }
  const certifiedInterval = { lower: distance, upper: distance }
  const sample = smallerSample(n, referenceN, options.minimum)
  const estimate = estimateWithMinimum(evidence, distance, null, sample)
  return { ...estimate, certifiedInterval, pValue: pValue(distance, n, referenceN), referenceN }
}

/**
 * Counts in the same numeric cells, by ascending value; cells of missing values are not among
 * them. Throws RangeError for unequal lengths, invalid counts or edges that do not fit.
 */
export function binnedKolmogorovSmirnov(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: BinnedKolmogorovSmirnovOptions = {},
): KolmogorovSmirnovEstimate {
  const { referenceN, n } = pairedTotals(reference, current)
  const { edges, minimum, resolution = 0.1 } = options
  if (edges !== undefined && edges.length + 1 !== reference.length) {
    throw new RangeError(`${edges.length} edges make ${edges.length + 1} cells`)
  }
  const evidence = { method: `${method} (binned)`, n, positives: null, negatives: null }
  const empty = emptySide({ referenceN, n })
  if (empty !== null) return withoutValue(evidence, referenceN, empty)
  let [lower, upper] = [0, 0]
  let [before, now] = [0, 0]
  let [beforeStart, nowStart] = [0, 0]
  for (let i = 0; i < reference.length; i++) {
    before += reference[i]!
    now += current[i]!
    const [f, g] = [before / referenceN, now / n]
    lower = Math.max(lower, Math.abs(f - g))
    // All of one sample first, then all of the other: no order inside the cell opens a wider gap.
    const widest = Math.max(f - nowStart, g - beforeStart)
    upper = Math.max(upper, isSingleNumber(edges, i) ? Math.abs(f - g) : widest)
    ;[beforeStart, nowStart] = [f, g]
  }
  const significant = 1.36 / Math.sqrt(effectiveSize(n, referenceN))
  const resolved = upper - lower <= resolution * significant
  const note = resolved ? null : 'resolution-limited: the cells are too coarse for a p-value'
  const sample = smallerSample(n, referenceN, minimum)
  return {
    ...estimateWithMinimum(evidence, lower, null, sample, note),
    certifiedInterval: { lower, upper },
    pValue: resolved ? pValue(lower, n, referenceN) : null,
    referenceN,
  }
}

function pValue(distance: number, n: number, m: number): number {
  const root = Math.sqrt(effectiveSize(n, m))
  return kolmogorovSurvival((root + 0.12 + 0.11 / root) * distance)
}

function effectiveSize(n: number, m: number): number {
  return 1 / (1 / n + 1 / m)
}

function isSingleNumber(edges: ArrayLike<number> | undefined, cell: number): boolean {
  const low = edges?.[cell - 1]
  const high = edges?.[cell]
  if (low === undefined || high === undefined) return false
  const middle = low + (high - low) / 2
  return middle === low || middle === high
}

function smallerSample(n: number, referenceN: number, minimum: number | undefined) {
  return { count: Math.min(n, referenceN), unit: 'values in the smaller sample', minimum }
}

function withoutValue(
  evidence: Evidence,
  referenceN: number,
  reason: string,
): KolmogorovSmirnovEstimate {
  const estimate = undefinedEstimate(evidence, reason)
  return { ...estimate, certifiedInterval: null, pValue: null, referenceN }
}
