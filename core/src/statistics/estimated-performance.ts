/**
 * Performance estimated without outcomes: what the scores of a window imply if the calibration map
 * still holds. A hint while labels are outstanding, never a measurement: where the relation between
 * score and outcome itself has changed (concept drift) it is wrong without showing it.
 * Convention: confidence-based estimation. A prediction with score s and calibrated probability
 * c(s) counts as c(s) of a positive and 1−c(s) of a negative; flagged means `score >= threshold`;
 * AUROC with ties one half. Interval: where the value measured on these same predictions would lie,
 * outcomes being drawn with probabilities c(s) (Poisson binomial, delta method, logit scale); it
 * holds neither the error of the map nor drift.
 * Source: J. Białek et al., "Estimating model performance under covariate shift without labels",
 * arXiv:2401.08348 (2024); variance of a sum of unequal trials: S. D. Poisson (1837).
 * Twin: Python `nannyml.CBPE` (0.13), which adds no variance by outcome but one of its own.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { expit, logit } from './logit.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { assertCount } from './scored-counts.ts'

/** Predictions per group, `scores` strictly ascending: distinct scores or mean scores of bins. */
export type CountedScores = { scores: ArrayLike<number>; counts: ArrayLike<number> }

/** `estimated` keeps it apart from a measured value; `reason` always says what it assumes. */
export type EstimatedMetric = Estimate & { estimated: true }

/** `matrix` holds expected numbers, not whole ones. */
export type EstimatedPerformance = {
  matrix: ConfusionMatrix
  sensitivity: EstimatedMetric
  specificity: EstimatedMetric
  positivePredictiveValue: EstimatedMetric
  negativePredictiveValue: EstimatedMetric
  accuracy: EstimatedMetric
  auroc: EstimatedMetric
}

const assumption = 'estimated without outcomes; assumes no concept drift'

/**
 * `calibrate` gives the probability of the outcome at a score, such as `recalibrated` of an
 * isotonic map on matured labels. With bins, the threshold must be an edge of the bins. `minimum`
 * applies to each denominator (expected positives for sensitivity, the smaller expected class for
 * AUROC). Throws RangeError for invalid counts, probabilities or a NaN threshold.
 */
export function estimatedPerformance(
  groups: CountedScores,
  calibrate: (score: number) => number,
  threshold: number,
  options: EstimateOptions = {},
): EstimatedPerformance {
  if (Number.isNaN(threshold)) throw new RangeError('threshold is NaN')
  const rows = weigh(groups, calibrate)
  const flagged = sumUp(rows.filter(({ score }) => score >= threshold))
  const others = sumUp(rows.filter(({ score }) => score < threshold))
  const n = flagged.n + others.n
  const tp = flagged.positives
  const fp = flagged.negatives
  const tn = others.negatives
  const fn = others.positives
  /** Share a/(a+b) of two sums that vary apart: Var = (b²·Var(a) + a²·Var(b))/(a+b)⁴. */
  const share = (method: string, unit: string, a: number, b: number, va: number, vb: number) => {
    const total = a + b
    const value = total === 0 ? null : a / total
    const variance = total === 0 ? 0 : (b * b * va + a * a * vb) / total ** 4
    return estimated(method, n, value, variance, { count: total, unit }, options)
  }
  const { variance: vf } = flagged
  const { variance: vo } = others
  /** Share among predictions whose number is fixed. */
  const rate = (method: string, unit: string, of: number, right: number, variance: number) => {
    const value = of === 0 ? null : right / of
    return estimated(method, of, value, variance / of / of, { count: of, unit }, options)
  }
  return {
    matrix: { tp, fp, tn, fn },
    sensitivity: share('sensitivity', 'expected positives', tp, fn, vf, vo),
    specificity: share('specificity', 'expected negatives', tn, fp, vo, vf),
    positivePredictiveValue: rate(
      'positive predictive value',
      'flagged predictions',
      flagged.n,
      tp,
      vf,
    ),
    negativePredictiveValue: rate(
      'negative predictive value',
      'predictions not flagged',
      others.n,
      tn,
      vo,
    ),
    accuracy: rate('accuracy', 'predictions', n, tp + tn, vf + vo),
    auroc: estimatedAuroc(rows, tp + fn, fp + tn, n, options),
  }
}

type Row = { score: number; n: number; positives: number; negatives: number; variance: number }

function weigh({ scores, counts }: CountedScores, calibrate: (score: number) => number): Row[] {
  if (scores.length !== counts.length) {
    throw new RangeError(`${scores.length} scores for ${counts.length} groups`)
  }
  const rows: Row[] = []
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    if (!Number.isFinite(score) || (i > 0 && score <= scores[i - 1]!)) {
      throw new RangeError(`scores do not ascend at index ${i}`)
    }
    const n = assertCount(counts[i]!, `count at index ${i}`)
    if (n === 0) continue
    const c = calibrate(score)
    if (!(c >= 0 && c <= 1)) throw new RangeError(`score ${score} is calibrated to ${c}`)
    rows.push({ score, n, positives: n * c, negatives: n * (1 - c), variance: n * c * (1 - c) })
  }
  return rows
}

function sumUp(rows: readonly Row[]): Omit<Row, 'score'> {
  const sums = { n: 0, positives: 0, negatives: 0, variance: 0 }
  for (const row of rows) {
    sums.n += row.n
    sums.positives += row.positives
    sums.negatives += row.negatives
    sums.variance += row.variance
  }
  return sums
}

/** Delta method: one more positive at a score wins against negatives below, loses above. */
function estimatedAuroc(
  rows: readonly Row[],
  positives: number,
  negatives: number,
  n: number,
  options: EstimateOptions,
): EstimatedMetric {
  const pairs = positives * negatives
  let area = 0
  let below = 0
  for (const row of rows) {
    area += (row.positives * (below + row.negatives / 2)) / pairs
    below += row.negatives
  }
  let variance = 0
  let seen = { positives: 0, negatives: 0 }
  for (const row of rows) {
    const negativesBelow = seen.negatives + row.negatives / 2
    const positivesAbove = positives - seen.positives - row.positives / 2
    const slope = (negativesBelow - positivesAbove - area * (negatives - positives)) / pairs
    variance += row.variance * slope * slope
    seen = {
      positives: seen.positives + row.positives,
      negatives: seen.negatives + row.negatives,
    }
  }
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'expected positives' : 'expected negatives'
  return estimated('AUROC', n, pairs === 0 ? null : area, variance, { count, unit }, options)
}

function estimated(
  metric: string,
  n: number,
  value: number | null,
  variance: number,
  sample: { count: number; unit: string },
  { level = defaultLevel, minimum }: EstimateOptions,
): EstimatedMetric {
  const z = twoSidedZ(level)
  const evidence = { method: `estimated ${metric}`, n, positives: null, negatives: null }
  if (value === null) {
    const reason = `no ${sample.unit}: the denominator is zero; ${assumption}`
    return { ...undefinedEstimate(evidence, reason), estimated: true }
  }
  const interval = logitInterval(value, z * Math.sqrt(variance), level)
  const note = interval === null ? `${assumption}; no interval: no outcome is in doubt` : assumption
  const whole = { ...sample, count: Math.floor(sample.count + 1e-9), minimum }
  const estimate = estimateWithMinimum(evidence, Math.min(1, value), interval, whole, note)
  return { ...estimate, estimated: true }
}

function logitInterval(value: number, margin: number, level: number): Interval | null {
  if (!(value > 0 && value < 1) || !(margin > 0)) return null
  const spread = margin / (value * (1 - value))
  return {
    lower: expit(logit(value) - spread),
    upper: expit(logit(value) + spread),
    level,
    method: 'outcomes given the scores (delta method, logit scale)',
  }
}
