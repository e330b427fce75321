import type { OperationsDays, OperationsDay } from './operations-day.ts'
import {
  type Estimate,
  estimateWithMinimum,
  okEstimate,
  undefinedEstimate,
} from '../statistics/estimate.ts'
import { twoSidedZ } from '../statistics/normal-distribution.ts'
import { proportion } from '../statistics/proportion.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { LogHistogram } from './log-histogram.ts'
import { countBeyond, durationAtRank, durationCount } from './log-histogram.ts'
import type { MetricDetail, MetricEstimate, MetricName } from './metric-kind.ts'
import { emptyOperations, mergeOperations, usesOf } from './operations-day.ts'
import { volumeEstimate } from './volume.ts'

export type OperationsSpec = {
  metric: MetricName
  /** hours after which data is late */
  limitHours?: number
}

/** One metric of operations over the days `from` to `to`, both included. Never throws for data. */
export function computeOperations(
  spec: OperationsSpec,
  days: OperationsDays,
  window: { from: Day; to: Day },
  minimum: number,
): MetricEstimate {
  if (spec.metric === 'volume') return volumeEstimate(days, window)
  if (spec.metric === 'heartbeat') return heartbeat(days, window)
  const sum = emptyOperations()
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    const found = days.day(day)
    if (found !== null) mergeOperations(sum, found)
  }
  const { detail, ...estimate } = ofSum(spec, sum, minimum)
  return { ...estimate, baselineValue: null, ...(detail ? { detail } : {}) }
}

/** Uses in the window, for a version whose predictions are in no profiles. */
function heartbeat(days: OperationsDays, window: { from: Day; to: Day }): MetricEstimate {
  const { counted } = days
  let n = 0
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    n += usesOf(days.day(day), counted)
  }
  const evidence = { method: 'heartbeat', n, positives: null, negatives: null }
  const estimate = { ...okEstimate(evidence, n, null), baselineValue: null, detail: { counted } }
  return n > 0 ? estimate : { ...estimate, state: 'stale', reason: `no ${counted}` }
}

function ofSum(
  spec: OperationsSpec,
  sum: OperationsDay,
  minimum: number,
): Estimate & { detail?: MetricDetail } {
  switch (spec.metric) {
    case 'latency':
      return quantile('95th percentile of latency', sum.latencies, 0.95, minimum)
    case 'error-rate': {
      const { ok, error, timeout } = sum
      const counts = { count: error + timeout, total: ok + error + timeout }
      const found = proportion({ method: 'error rate', unit: 'calls', ...counts }, { minimum })
      return { ...found, detail: { counts: { ok, error, timeout } } }
    }
    case 'late-data':
      return lateness(spec, sum, minimum)
    case 'override-rate': {
      const { accepted, overridden, dismissed } = sum
      const counts = { count: overridden + dismissed, total: accepted + overridden + dismissed }
      const unit = 'answered predictions'
      return proportion({ method: 'override rate', unit, ...counts }, { minimum })
    }
    default:
      throw new RangeError(`${spec.metric} is not a metric of operations`)
  }
}

function lateness(spec: OperationsSpec, sum: OperationsDay, minimum: number) {
  const limit = spec.limitHours ?? Number.POSITIVE_INFINITY
  const predictions = durationCount(sum.predictionDelays)
  const outcomes = durationCount(sum.outcomeDelays)
  const latePredictions = countBeyond(sum.predictionDelays, limit)
  const lateOutcomes = countBeyond(sum.outcomeDelays, limit)
  const counts = { count: latePredictions + lateOutcomes, total: predictions + outcomes }
  const unit = 'predictions and outcomes'
  const found = proportion({ method: 'share of late data', unit, ...counts }, { minimum })
  return {
    ...found,
    detail: { counts: { predictions, latePredictions, outcomes, lateOutcomes } },
  }
}

/**
 * A quantile from a histogram, with the order statistics around it as its interval (normal
 * approximation of their ranks; W. J. Conover, Practical Nonparametric Statistics (1999), 3.2).
 */
function quantile(
  method: string,
  histogram: LogHistogram,
  share: number,
  minimum: number,
): Estimate {
  const n = durationCount(histogram)
  const evidence = { method, n, positives: null, negatives: null }
  const value = durationAtRank(histogram, Math.ceil(share * n))
  if (value === null) return undefinedEstimate(evidence, 'no answers with a duration')
  const level = 0.95
  const spread = twoSidedZ(level) * Math.sqrt(n * share * (1 - share))
  const lower = durationAtRank(histogram, Math.floor(share * n - spread))
  const upper = durationAtRank(histogram, Math.ceil(share * n + spread) + 1)
  const interval = { lower, upper, level, method: 'order statistics' }
  const sample = { count: n, unit: 'answers', minimum }
  return estimateWithMinimum(evidence, value, interval, sample)
}

/** Hours or milliseconds at half and at 95 in 100; null without data. */
export function durationSummary(histogram: LogHistogram) {
  const n = durationCount(histogram)
  return {
    n,
    p50: durationAtRank(histogram, Math.ceil(0.5 * n)),
    p95: durationAtRank(histogram, Math.ceil(0.95 * n)),
  }
}
