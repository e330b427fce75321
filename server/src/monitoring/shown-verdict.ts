import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { StoredVerdict } from './monitor-body.ts'
import { withoutSmallDetail } from './small-detail.ts'
import { hideMetric, isHidden } from './suppress-estimate.ts'

/**
 * A verdict as people may see it. What is stored stays exact, because judging goes on from it and
 * the ledger has its digest; what is answered has no count of 1 to 10 people, nor what would tell one.
 */
export function shownVerdict(
  verdict: StoredVerdict,
  monitor: Pick<Monitor, 'metric' | 'segment'>,
): StoredVerdict {
  const estimate = verdict.estimate as MetricEstimate
  const hidden = verdict.hidden ?? isHidden(estimate, monitor, verdict.window, null)
  if (!hidden) {
    const shown = withoutSmallDetail(estimate, monitor.metric)
    return { ...verdict, estimate: shown as StoredVerdict['estimate'] }
  }
  return {
    ...verdict,
    hidden,
    estimate: hideMetric(estimate) as StoredVerdict['estimate'],
    // The detector's value is a function of the counts, and few counts give the same one.
    evidence: null,
  }
}

type Monitored = MetricEstimate & Pick<Monitor, 'metric' | 'segment'> & { hidden?: boolean }

/**
 * The evidence of an incident or of a proposal as people may see it: as it was recorded, with the
 * numbers of the monitor taken out where they rest on few people.
 */
export function shownEvidence(evidence: Record<string, unknown>): Record<string, unknown> {
  if (!isMonitored(evidence)) return evidence
  const { metric, segment, verdict } = evidence
  if (isVerdict(verdict))
    return { ...evidence, verdict: shownVerdict(verdict, { metric, segment }) }
  const window = { from: '', to: '' }
  const hidden = evidence.hidden ?? isHidden(evidence, { metric, segment }, window, null)
  if (!hidden) return evidence
  const nothing = { value: null, interval: null, n: 0, positives: null, negatives: null }
  return { ...evidence, ...nothing, hidden, evidence: null }
}

function isMonitored(
  evidence: Record<string, unknown>,
): evidence is Monitored & Record<string, unknown> {
  const counts = typeof evidence['n'] === 'number' || isVerdict(evidence['verdict'])
  return counts && ['metric', 'segment'].every((name) => name in evidence)
}

function isVerdict(value: unknown): value is StoredVerdict {
  return typeof value === 'object' && value !== null && 'estimate' in value
}
