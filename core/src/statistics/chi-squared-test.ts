/**
 * Chi-squared test of whether two samples share one distribution over categories.
 * Convention: no continuity correction. Categories expected fewer than 5 times in either sample are
 * merged into one, `__other__`, the rarest first and further ones as long as it is itself too rare,
 * because the chi-squared approximation fails on rare cells. A column without variation has nothing
 * to tell apart: p = 1, "no variation". Too few values for two categories is `undefined`. The value
 * is Cramér's V, √(χ²/N) for two samples, a size from 0 to 1 that does not grow with the sample.
 * Source: K. Pearson, Phil. Mag. 50 (1900) 157–175; rule of 5: W. G. Cochran, Biometrics 10 (1954)
 * 417–451; H. Cramér, Mathematical Methods of Statistics (1946), 21.9.
 * Twin: R `chisq.test(table, correct = FALSE)`; Python `scipy.stats.chi2_contingency(table,
 * correction=False)`, on the merged table.
 */
import { type Estimate, type Evidence, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { regularizedGammaUpper } from './gamma-function.ts'
import { emptySide, pairedTotals } from './paired-counts.ts'

/**
 * `value` is Cramér's V; `statistic` is χ² with `degrees`; `other` lists the indices of the
 * categories merged into `__other__`, ascending. Statistic and `pValue` are null without a value.
 */
export type ChiSquaredTest = Estimate & {
  statistic: number | null
  degrees: number
  pValue: number | null
  other: number[]
  referenceN: number
}

const leastExpected = 5

/**
 * Counts per category, same categories in both; null and new values are categories like any other.
 * `minimum` for the smaller sample. Throws RangeError for unequal lengths or invalid counts.
 */
export function chiSquaredTest(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: { minimum?: number } = {},
): ChiSquaredTest {
  const { k, referenceN, n } = pairedTotals(reference, current)
  const method = 'chi-squared test of two samples (Cramér’s V)'
  const evidence = { method, n, positives: null, negatives: null }
  const empty = emptySide({ referenceN, n })
  if (empty !== null) return withoutTest(evidence, referenceN, [], empty)
  const sample = {
    count: Math.min(n, referenceN),
    unit: 'values in the smaller sample',
    minimum: options.minimum,
  }
  if (k === 1) {
    const estimate = estimateWithMinimum(evidence, 0, null, sample, 'no variation: one category')
    return { ...estimate, statistic: 0, degrees: 0, pValue: 1, other: [], referenceN }
  }
  const { columns, other } = mergeRare(reference, current, referenceN, n)
  if (columns.length < 2) {
    const reason = `no two categories are expected ${leastExpected} times in both samples`
    return withoutTest(evidence, referenceN, other, reason)
  }
  let statistic = 0
  for (const [before, now] of columns) {
    const share = (before + now) / (referenceN + n)
    statistic += (before - share * referenceN) ** 2 / (share * referenceN)
    statistic += (now - share * n) ** 2 / (share * n)
  }
  const degrees = columns.length - 1
  const size = Math.sqrt(Math.min(1, statistic / (referenceN + n)))
  return {
    ...estimateWithMinimum(evidence, size, null, sample),
    statistic,
    degrees,
    pValue: regularizedGammaUpper(degrees / 2, statistic / 2),
    other,
    referenceN,
  }
}

type Column = [before: number, now: number]

function mergeRare(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  referenceN: number,
  n: number,
): { columns: Column[]; other: number[] } {
  // The smaller sample expects the least of every category.
  const smallerShare = Math.min(referenceN, n) / (referenceN + n)
  const enough = (total: number) => total * smallerShare >= leastExpected
  const used = Array.from(reference, (before, index) => ({ index, before, now: current[index]! }))
    .filter(({ before, now }) => before + now > 0)
    .toSorted((a, b) => a.before + a.now - (b.before + b.now) || a.index - b.index)
  const columns: Column[] = []
  const other: number[] = []
  const merged: Column = [0, 0]
  for (const { index, before, now } of used) {
    const mergedTotal = merged[0] + merged[1]
    const otherIsTooRare = mergedTotal > 0 && !enough(mergedTotal)
    if (enough(before + now) && !otherIsTooRare) {
      columns.push([before, now])
      continue
    }
    merged[0] += before
    merged[1] += now
    other.push(index)
  }
  if (other.length > 0) columns.push(merged)
  return { columns, other: other.toSorted((a, b) => a - b) }
}

function withoutTest(
  evidence: Evidence,
  referenceN: number,
  other: number[],
  reason: string,
): ChiSquaredTest {
  const estimate = undefinedEstimate(evidence, reason)
  return { ...estimate, statistic: null, degrees: 0, pValue: null, other, referenceN }
}
