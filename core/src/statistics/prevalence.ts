/**
 * Share of the predictions that turned out to have the outcome.
 * Convention: over those whose outcome is known; unknown outcomes are reported beside the share
 * and never counted as negative. No known outcome is `undefined`.
 * Source: D. G. Altman and J. M. Bland, BMJ 309 (1994) 102.
 * Twin: R `mean(label, na.rm = TRUE)`; Python `pandas.Series.mean()`.
 */
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'
import { assertCount } from './scored-counts.ts'

/** Predictions with the outcome, without it, and with an outcome not known (default 0). */
export type Outcomes = { positives: number; negatives: number; unknown?: number }

/** `unknown` counts the predictions left out of the share. */
export type PrevalenceEstimate = Estimate & { unknown: number }

/** Wilson interval; `minimum` applies to the known outcomes. Throws RangeError for no count. */
export function prevalence(outcomes: Outcomes, options: EstimateOptions = {}): PrevalenceEstimate {
  const { positives, negatives, unknown = 0 } = outcomes
  assertCount(positives, 'positives')
  assertCount(negatives, 'negatives')
  assertCount(unknown, 'unknown')
  const counts = { count: positives, total: positives + negatives, positives, negatives }
  const rate = { method: 'prevalence', unit: 'predictions with a known outcome', ...counts }
  return { ...proportion(rate, options), unknown }
}
