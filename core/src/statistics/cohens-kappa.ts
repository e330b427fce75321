/**
 * Cohen's kappa: agreement of two raters beyond what their habits would give by chance. 1 is full
 * agreement, 0 chance, negative less than chance.
 * Convention: weights of disagreement `none` (any counts alike), `linear` |i−j| or `quadratic`
 * (i−j)² on the declared order of categories, unused ones included. Where both raters only ever use
 * one and the same category kappa is undefined. Interval: κ ± z·SE, large-sample SE, cut at ±1;
 * kappa falls with rare categories, so read it beside the observed agreement.
 * Source: J. Cohen, Psychological Bulletin 70 (1968) 213–220; SE: J. L. Fleiss, J. Cohen and B. S.
 * Everitt, Psychological Bulletin 72 (1969) 323–327.
 * Twin: Python `sklearn.metrics.cohen_kappa_score(labels=…, weights=…)`; SE
 * `statsmodels.stats.inter_rater.cohens_kappa(table, wt=…).std_kappa`; R `psych::cohen.kappa`.
 */
import { type CrossCounts, crossTotals } from './cross-counts.ts'
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'

export type KappaWeights = 'none' | 'linear' | 'quadratic'

/** `observedAgreement` is the (weighted) share of agreement before chance is taken off. */
export type KappaEstimate = Estimate & { observedAgreement: number | null }

/** `minimum` applies to the items rated by both. Throws RangeError for no table of counts. */
export function cohensKappa(
  table: CrossCounts,
  options: EstimateOptions & { weights?: KappaWeights } = {},
): KappaEstimate {
  const { weights = 'none' } = options
  const { rows, columns, n } = crossTotals(table)
  const method = weights === 'none' ? "Cohen's kappa" : `Cohen's kappa, ${weights} weights`
  const evidence = { method, n, positives: null, negatives: null }
  if (n === 0) {
    return { ...undefinedEstimate(evidence, 'no item was rated by both'), observedAgreement: null }
  }
  const size = table.categories.length
  const agreement = (i: number, j: number) => 1 - disagreement(weights, i, j, size)
  let observed = 0
  let expected = 0
  const rowMeans = table.categories.map(() => 0)
  const columnMeans = table.categories.map(() => 0)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const w = agreement(i, j)
      observed += (w * table.counts[i]![j]!) / n
      expected += (w * rows[i]! * columns[j]!) / n / n
      rowMeans[i] = rowMeans[i]! + (w * columns[j]!) / n
      columnMeans[j] = columnMeans[j]! + (w * rows[i]!) / n
    }
  }
  if (rows.some((count, i) => count === n && columns[i] === n)) {
    const reason = 'both raters used one and the same category throughout'
    return { ...undefinedEstimate(evidence, reason), observedAgreement: observed }
  }
  const kappa = (observed - expected) / (1 - expected)
  const center = kappa - expected * (1 - kappa)
  let spread = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const term = agreement(i, j) - (rowMeans[i]! + columnMeans[j]!) * (1 - kappa)
      // Centred term by term: Σpt² − center² would lose its digits where one category dominates.
      spread += (table.counts[i]![j]! / n) * (term - center) ** 2
    }
  }
  // Full agreement leaves rounding noise of a zero variance.
  const error = spread < 1e-24 ? 0 : Math.sqrt(spread / n) / (1 - expected)
  const interval = kappaInterval(kappa, error, options.level)
  const note = interval === null ? 'no interval: the agreement leaves no spread' : null
  const sample = { count: n, unit: 'items', minimum: options.minimum }
  return {
    ...estimateWithMinimum(evidence, kappa, interval, sample, note),
    observedAgreement: observed,
  }
}

/** κ ± z·SE inside [−1, 1]; null where the standard error is 0. */
export function kappaInterval(
  kappa: number,
  error: number,
  level: number = defaultLevel,
): Interval | null {
  const margin = twoSidedZ(level) * error
  if (margin === 0) return null
  return {
    lower: Math.max(-1, kappa - margin),
    upper: Math.min(1, kappa + margin),
    level,
    method: 'large-sample standard error',
  }
}

function disagreement(weights: KappaWeights, i: number, j: number, size: number): number {
  if (i === j) return 0
  if (weights === 'none') return 1
  const distance = Math.abs(i - j) / (size - 1)
  return weights === 'linear' ? distance : distance * distance
}
