/**
 * What an AI system does for each group: sensitivity, false-positive rate, positive predictive
 * value, flag rate, and where the counts are given observed:expected ratio and AUROC.
 * Convention: own denominators and Wilson intervals per group. A rate is estimable when its
 * denominator has at least 30 people and, where it involves the outcome, the group has at least 10
 * people with it. Those are events of the group, not hits of the AI system: a group in which it
 * finds nobody has no hits, and must not drop out for that. What is not estimable stays listed.
 * Source: S. Barocas, M. Hardt and A. Narayanan, Fairness and Machine Learning (2023), ch. 3; the
 * limits are our choice.
 * Twin: Python `fairlearn.metrics.MetricFrame(...).by_group`, except that fairlearn answers 0 for
 * a group without a denominator.
 */
import { estimableSubgroup } from '../monitoring/thresholds.ts'
import { auroc } from '../statistics/auroc.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import {
  type Estimate,
  type EstimateOptions,
  insufficientEstimate,
} from '../statistics/estimate.ts'
import { falsePositiveRate } from '../statistics/false-positive-rate.ts'
import { flagRate } from '../statistics/flag-rate.ts'
import type { Share } from '../statistics/newcombe-interval.ts'
import { observedExpectedRatio } from '../statistics/observed-expected-ratio.ts'
import { positivePredictiveValue } from '../statistics/positive-predictive-value.ts'
import { sensitivity } from '../statistics/sensitivity.ts'
import { type Group, type GroupCounts, assertGroups, groupKey, groupSize } from './group-counts.ts'

export const groupRateNames = [
  'sensitivity',
  'false-positive-rate',
  'positive-predictive-value',
  'flag-rate',
] as const

export type GroupRateName = (typeof groupRateNames)[number]

/** Least people in the denominator, and least people of the group with the outcome. */
export type EstimabilityLimits = { denominator: number; events: number }

/** `estimable` is the state `ok`; otherwise `estimate.reason` says what is missing. */
export type GroupRate = { estimate: Estimate; estimable: boolean }

/** `observedExpected` and `auroc` are null where their counts were not given. */
export type GroupRates = {
  group: Group
  key: string
  n: number
  rates: Record<GroupRateName, GroupRate>
  observedExpected: GroupRate | null
  auroc: GroupRate | null
}

export type GroupRateOptions = Pick<EstimateOptions, 'level'> & { limits?: EstimabilityLimits }

/** One entry per group, in the order given. Throws RangeError for groups that do not match. */
export function groupRates(
  groups: readonly GroupCounts[],
  options: GroupRateOptions = {},
): GroupRates[] {
  assertGroups(groups)
  return groups.map((counts) => {
    const { group, matrix, scored, sums } = counts
    const one = (name: GroupRateName) => rateOf(name, matrix, options)
    return {
      group,
      key: groupKey(group),
      n: groupSize(counts),
      rates: {
        sensitivity: one('sensitivity'),
        'false-positive-rate': one('false-positive-rate'),
        'positive-predictive-value': one('positive-predictive-value'),
        'flag-rate': one('flag-rate'),
      },
      observedExpected: sums ? judged(observedExpectedRatio(sums, options), options) : null,
      auroc: scored ? judged(auroc(scored, options), options) : null,
    }
  })
}

/** Numerator and denominator of a rate. */
export function rateShare(name: GroupRateName, { tp, fp, tn, fn }: ConfusionMatrix): Share {
  if (name === 'sensitivity') return { count: tp, total: tp + fn }
  if (name === 'false-positive-rate') return { count: fp, total: fp + tn }
  if (name === 'positive-predictive-value') return { count: tp, total: tp + fp }
  return { count: tp + fp, total: tp + fp + tn + fn }
}

/** Why a rate of these counts may not be judged, or null where it may. */
export function rateShortage(
  name: GroupRateName,
  matrix: ConfusionMatrix,
  limits: EstimabilityLimits = estimableSubgroup,
): string | null {
  const events = name === 'flag-rate' ? null : matrix.tp + matrix.fn
  return shortage(rateShare(name, matrix).total, denominators[name], events, limits)
}

const denominators: Record<GroupRateName, string> = {
  sensitivity: 'people with the outcome',
  'false-positive-rate': 'people without the outcome',
  'positive-predictive-value': 'flagged people',
  'flag-rate': 'people',
}

function rateOf(name: GroupRateName, matrix: ConfusionMatrix, options: GroupRateOptions) {
  const { level, limits } = options
  const estimate = rateEstimate(name, matrix, level === undefined ? {} : { level })
  return withShortage(estimate, rateShortage(name, matrix, limits))
}

function rateEstimate(name: GroupRateName, matrix: ConfusionMatrix, options: EstimateOptions) {
  if (name === 'sensitivity') return sensitivity(matrix, options)
  if (name === 'false-positive-rate') return falsePositiveRate(matrix, options)
  if (name === 'positive-predictive-value') return positivePredictiveValue(matrix, options)
  return flagRate(matrix, options)
}

function judged(estimate: Estimate, { limits = estimableSubgroup }: GroupRateOptions): GroupRate {
  return withShortage(estimate, shortage(estimate.n, 'people', estimate.positives, limits))
}

function withShortage(estimate: Estimate, reason: string | null): GroupRate {
  if (estimate.value === null || reason === null) {
    return { estimate, estimable: estimate.state === 'ok' }
  }
  const { value, interval } = estimate
  return { estimate: insufficientEstimate(estimate, value, interval, reason), estimable: false }
}

function shortage(
  total: number,
  unit: string,
  events: number | null,
  limits: EstimabilityLimits,
): string | null {
  if (total < limits.denominator) return `${total} ${unit}, at least ${limits.denominator} needed`
  if (events === null || events >= limits.events) return null
  return `${events} people with the outcome, at least ${limits.events} needed`
}
