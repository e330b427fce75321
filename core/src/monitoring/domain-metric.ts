import { isSmallRate } from '../fairness/small-cell-suppression.ts'
import { estimateWithMinimum } from '../statistics/estimate.ts'
import { normalQuantile } from '../statistics/normal-distribution.ts'
import { driftLevel } from '../statistics/population-stability-index.ts'
import { notCompared } from './compare-domains.ts'
import type { DomainDay } from './domain-day.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Segment } from './segment.ts'
import { isOverall } from './segment.ts'
import { domainLimits, domainSettings, driftFalseAlarmShare } from './thresholds.ts'

const notYet =
  'nothing has been compared yet: it is done once a day, for the days that are over, while such a monitor is on'

/** What was found on a day, judged by the sample that is asked for. Never throws for data. */
export function computeDomain(
  found: DomainDay | null,
  { segment, minimum }: { segment: Segment; minimum: number },
): MetricEstimate {
  if (!isOverall(segment)) return nothing('it is compared for everyone only')
  if (found === null) return nothing(notYet)
  const { imputedShare: share, ...estimate } = found.estimate
  const { value, interval, positives, negatives, n } = estimate
  const { reference, columns } = found
  if (value === null || positives === null || negatives === null) {
    return { ...estimate, baselineValue: null, detail: { reference } }
  }
  const count = Math.min(positives, negatives)
  const side = positives <= negatives ? 'window' : 'reference'
  const sample = { count, unit: `predictions of the ${side}`, minimum }
  const judged = estimateWithMinimum(estimate, value, interval, sample, estimate.reason)
  const critical = 0.5 + noise(positives, negatives)
  const level = judged.state === 'ok' ? driftLevel({ value, critical }, domainLimits) : null
  // A share with its n is a count of people whose value was missing.
  const total = n * columns.length
  const few = share === null || isSmallRate({ count: Math.round(share * total), total })
  const imputedShare = few ? null : share
  return { ...judged, baselineValue: 0.5, detail: { level, critical, imputedShare, reference } }
}

/** How far above one half chance alone goes, at the share of false alarms of all drift. */
function noise(positives: number, negatives: number): number {
  const error = Math.sqrt((positives + negatives + 1) / (12 * positives * negatives))
  return domainSettings.spread * normalQuantile(1 - driftFalseAlarmShare) * error
}

function nothing(reason: string): MetricEstimate {
  const { imputedShare: _, ...estimate } = notCompared(reason).estimate
  return { ...estimate, baselineValue: null }
}
