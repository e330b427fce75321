import { buildBaseline } from '../core/src/monitoring/baseline.ts'
import { computeMetric } from '../core/src/monitoring/metric.ts'
import { isOperational, metricNames } from '../core/src/monitoring/metric-kind.ts'
import type { MetricEstimate } from '../core/src/monitoring/metric-kind.ts'
import {
  addPrediction,
  decodeProfile,
  emptyProfile,
  encodeProfile,
  mergeInto,
} from '../core/src/monitoring/profile.ts'
import type { Profile } from '../core/src/monitoring/profile.ts'
import { overallSegment } from '../core/src/monitoring/segment.ts'
import { features, groupAttributes, makeRows, threshold } from './hospital/rows.ts'
import { interleave, milliseconds, printResult } from './measure.ts'

/**
 * A month of hourly profiles with 14 features, from their stored bytes to every metric of the whole
 * month: decoding 720 profiles, merging them, deriving each metric once for everyone. The bytes are
 * in memory; 60 predictions an hour are 43,200 in all, every one with its outcome.
 */
const hours = 720
const perHour = 60
const limitMilliseconds = 50
/** How a system runs is counted apart from profiles. */
const metrics = metricNames.filter((metric) => !isOperational(metric))

const spec = { thresholds: [threshold], groups: groupAttributes, features }
const baseline = buildBaseline(makeRows(10_000, 1), spec)
const stored = Array.from({ length: hours }, (_, hour) => {
  const profile = emptyProfile(baseline)
  for (const row of makeRows(perHour, 100 + hour)) addPrediction(profile, baseline, row)
  return encodeProfile(profile)
})

requireRight(derive(merge()))
const medians = await interleave(
  [
    { name: 'whole', run: () => milliseconds(() => derive(merge())) },
    { name: 'decoded', run: () => milliseconds(merge) },
  ],
  { warmUp: 5, measured: 21 },
)
const { whole = NaN, decoded = NaN } = medians
const bytes = stored.reduce((sum, each) => sum + each.length, 0)
console.log(
  `${hours} profiles of ${Math.round(bytes / hours)} bytes: decoded and merged in ${decoded.toFixed(1)} ms, ` +
    `${metrics.length} metrics derived in ${(whole - decoded).toFixed(1)} ms`,
)
printResult('profile-merge-milliseconds', whole, '<=', limitMilliseconds)

function merge(): Profile {
  const month = emptyProfile(baseline)
  for (const bytesOfHour of stored) mergeInto(month, decodeProfile(bytesOfHour))
  return month
}

function derive(month: Profile): Map<string, MetricEstimate> {
  const options = { labelPolicy: 'exclude-unlabelled', minimumSample: 10 } as const
  return new Map(
    metrics.map((metric) => {
      const monitored = { metric, threshold }
      return [metric, computeMetric(monitored, month, baseline, overallSegment, options)]
    }),
  )
}

/** A profile that lost rows, or a metric that came out empty, would be quick for nothing. */
function requireRight(found: Map<string, MetricEstimate>): void {
  for (const metric of ['auroc', 'sensitivity', 'brier-score', 'feature-drift', 'heartbeat']) {
    if (found.get(metric)?.state !== 'ok') throw new Error(`${metric} was not derived`)
  }
  if (found.get('heartbeat')?.value !== hours * perHour) throw new Error('rows were lost')
}
