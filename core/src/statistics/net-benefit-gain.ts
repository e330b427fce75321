/**
 * What acting on the AI system gains over the better of acting on everybody and on nobody:
 * ΔNB(t) = NB(t) − max(treat all, treat none).
 * Convention: the better alternative is chosen in the same sample and named in `over`; ties go to
 * "none". Interval as in net-benefit.ts, of the difference itself: against "all" only those left
 * unflagged count, +t/(1−t) for a true and −1 for a false negative. At t = 1 `undefined`.
 * Source: A. J. Vickers, B. Van Calster and E. W. Steyerberg, BMJ 352 (2016) i6; variance:
 * T. L. Marsh, H. Janes and M. S. Pepe, Biometrics 76 (2020) 843–852.
 * Twin: R `dcurves::net_intervention_avoided` for "all", over the odds; Python: the formula in NumPy.
 */
import type { ConfusionMatrix } from './confusion-matrix.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { meanBenefit, netBenefit, thresholdOdds } from './net-benefit.ts'

/** `over` names the alternative beaten or not; null where the gain is undefined. */
export type NetBenefitGainEstimate = Estimate & { over: 'all' | 'none' | null }

/** Arguments and errors as in `netBenefit`; in true positives per prediction. */
export function netBenefitGain(
  matrix: ConfusionMatrix,
  threshold: number,
  options: EstimateOptions = {},
): NetBenefitGainEstimate {
  const harm = thresholdOdds(threshold)
  const { value, treatAll } = netBenefit(matrix, threshold, options)
  const over = (treatAll ?? 0) > 0 ? 'all' : 'none'
  const benefits =
    over === 'all' ? { tp: 0, fp: 0, tn: harm, fn: -1 } : { tp: 1, fp: -harm, tn: 0, fn: 0 }
  const estimate = meanBenefit('net benefit gained', matrix, benefits, options)
  return { ...estimate, over: value === null ? null : over }
}
