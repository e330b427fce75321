/**
 * Area under the ROC curve: the probability that a random positive scores above a random negative.
 * Convention: ties count one half (Mann–Whitney); interval by DeLong on the logit scale; fewer
 * than two positives or two negatives is `undefined`. The groups of `ScoredCounts` are all it
 * needs, so bins give it in O(bins), with a certified bound on what binning can have changed.
 * Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36.
 * Twin: R `pROC::auc`; Python `sklearn.metrics.roc_auc_score`.
 */
import { delongInterval, delongVariance } from './delong.ts'
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { mannWhitney } from './mann-whitney.ts'
import type { ScoredCounts } from './scored-counts.ts'

/**
 * `certifiedBound` is ½Σ p_b·n_b/(PN): the area of the scores before binning lies within it of
 * `value`. Groups of one distinct score have no binning error; there it is half the share of ties.
 */
export type AurocEstimate = Estimate & { certifiedBound: number | null }

/** `minimum` applies to the smaller class. Throws RangeError for invalid counts. */
export function auroc(counts: ScoredCounts, options: EstimateOptions = {}): AurocEstimate {
  const roc = mannWhitney(counts)
  const { area, tied, positives, negatives } = roc
  const method = 'AUROC (Mann–Whitney, ties one half)'
  const evidence = { method, n: positives + negatives, positives, negatives }
  const variance = delongVariance(counts, roc)
  if (area === null || tied === null || variance === null) {
    const reason = `${positives} positives and ${negatives} negatives: two of each are needed`
    return { ...undefinedEstimate(evidence, reason), certifiedBound: null }
  }
  const interval = delongInterval(area, variance, options.level)
  const note = interval === null ? degenerate(area) : null
  const count = Math.min(positives, negatives)
  const unit = positives <= negatives ? 'positives' : 'negatives'
  const sample = { count, unit, minimum: options.minimum }
  const estimate = estimateWithMinimum(evidence, area, interval, sample, note)
  return { ...estimate, certifiedBound: tied / 2 }
}

function degenerate(area: number): string {
  const cause = area === 0 || area === 1 ? 'the classes are separated' : 'the scores do not vary'
  return `degenerate: ${cause}, so no interval can be estimated`
}
