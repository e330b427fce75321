/**
 * Multivariate drift by a domain classifier: how well a model can tell rows of the window from rows
 * of the baseline. AUROC 0.5 means alike, 1 means no overlap.
 * Convention: logistic regression with L2 penalty on columns standardised by the baseline, scored
 * out of fold, all folds pooled, ties one half, DeLong interval. Only an interval wholly above 0.5 is
 * evidence of drift: below 0.5 is where cross-validation throws chance results. Missing values are
 * imputed by the baseline mean and their share stated.
 * Limits: at most 50 columns and 50 000 rows of both together (sample before). Being linear it sees
 * shifts in location, not in spread or in relations alone: reconstruction-error-drift.ts does. The
 * interval takes the scores as given and is a little narrow: without drift it lies wholly above 0.5 in
 * about 4 % of windows where 2.5 % are meant.
 * Source: D. Lopez-Paz and M. Oquab, Revisiting Classifier Two-Sample Tests, ICLR (2017).
 * Twin: Python `sklearn.linear_model.LogisticRegression` per fold and `roc_auc_score`.
 */
import { auroc } from './auroc.ts'
import { type Estimate, type EstimateOptions, undefinedEstimate } from './estimate.ts'
import { type LogisticData, logOdds, ridgeLogisticRegression } from './ridge-logistic-regression.ts'
import { exactCounts } from './scored-counts.ts'
import { type Columns, standardization, standardizedRows } from './standardization.ts'

/** `positives` are rows of the window, `negatives` of the baseline; `imputedShare` of all values. */
export type DomainClassifier = Estimate & { imputedShare: number | null }

/**
 * `folds` is the fold of each row, those of the baseline first (see stratified-folds.ts); `c` is
 * the inverse strength of the penalty (default 1); `minimum` applies to the smaller side.
 */
export type DomainClassifierOptions = EstimateOptions & { folds: ArrayLike<number>; c?: number }

const maximumRows = 50_000

/** Throws RangeError for columns that do not match, infinite values or folds of another length. */
export function domainClassifier(
  baseline: Columns,
  window: Columns,
  options: DomainClassifierOptions,
): DomainClassifier {
  const scale = standardization(baseline)
  const before = standardizedRows(baseline, scale)
  const now = standardizedRows(window, scale)
  const total = before.rows + now.rows
  const method = 'domain classifier AUROC (out of fold)'
  const evidence = { method, n: total, positives: now.rows, negatives: before.rows }
  const { folds, c = 1 } = options
  if (folds.length !== total) throw new RangeError(`${folds.length} folds for ${total} rows`)
  const width = scale.used.length
  const values = new Float64Array(total * width)
  values.set(before.values)
  values.set(now.values, before.values.length)
  const labels = new Uint8Array(total).fill(1, before.rows)
  const reason = obstacle(labels, folds, width)
  if (reason !== null) return { ...undefinedEstimate(evidence, reason), imputedShare: null }
  const scores = outOfFoldScores({ values, width, labels }, folds, c)
  const estimate = auroc(exactCounts(scores, labels), options)
  const imputedShare = (before.imputed + now.imputed) / values.length
  const { value, interval, n, positives, negatives, state } = estimate
  const answer = { value, interval, n, positives, negatives, state, reason: estimate.reason }
  return { ...answer, method, imputedShare }
}

function outOfFoldScores(data: LogisticData, folds: ArrayLike<number>, c: number): Float64Array {
  const scores = new Float64Array(folds.length)
  const rows = Array.from(folds, (_, i) => i)
  for (const fold of new Set(Array.from(folds))) {
    const learnt = rows.filter((row) => folds[row] !== fold)
    const model = ridgeLogisticRegression(data, c, learnt)
    for (const row of rows) {
      if (folds[row] === fold) scores[row] = logOdds(model, data.values, row)
    }
  }
  return scores
}

/** Why no classifier can be learnt, or null. Every fold needs both sides among the other folds. */
function obstacle(labels: Uint8Array, folds: ArrayLike<number>, width: number): string | null {
  if (width === 0) return 'no column of the baseline varies'
  if (labels.length > maximumRows) {
    return `${labels.length} rows, at most ${maximumRows}: sample them before`
  }
  for (const side of [0, 1]) {
    const seen = new Set<number>()
    for (let i = 0; i < labels.length; i++) if (labels[i] === side) seen.add(folds[i]!)
    const name = side === 0 ? 'the baseline' : 'the window'
    if (seen.size < 2) return `rows of ${name} lie in ${seen.size} folds: two are needed`
  }
  return null
}
