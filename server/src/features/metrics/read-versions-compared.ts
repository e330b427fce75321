import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import { scoredCounts } from '@primum/core/monitoring/profile-views'
import { computeMetric } from '@primum/core/monitoring/metric'
import { needsThreshold } from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { emptyProfile } from '@primum/core/monitoring/profile'
import type { Profile } from '@primum/core/monitoring/profile'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Estimate } from '@primum/core/statistics/estimate'
import { rateDifference } from '@primum/core/statistics/rate-difference'
import { unpairedAurocDifference } from '@primum/core/statistics/unpaired-auroc-difference'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { comparedSentence } from '../../monitoring/compared-sentence.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { earlier, measuredSpan } from '../../monitoring/measured-span.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import { hideEstimate, isSmallCell } from '../../monitoring/small-cells.ts'
import { suppressMetric } from '../../monitoring/suppress-estimate.ts'
import { readPairs } from './read-pairs.ts'
import type { versionsCompared, versionsComparedQuery } from './version-schemas.ts'

const compared = [
  'auroc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'observed-expected-ratio',
  'brier-score',
] as const satisfies MetricName[]

type Query = z.infer<typeof versionsComparedQuery>

/** Two versions side by side, and on the same patients where one ran beside the other. */
export async function readVersionsCompared(
  ctx: Context,
  aiSystemId: string,
  query: Query,
): Promise<z.input<typeof versionsCompared>> {
  ctx.authorize('monitoring.read')
  if (query.a === query.b) {
    throw invalid('b', 'These are the same version.', 'Choose two different versions.')
  }
  const a = await readSide(ctx, aiSystemId, query.a, query)
  const b = await readSide(ctx, aiSystemId, query.b, query)
  const unpaired = plain(unpairedAurocDifference(a.counts, b.counts, minimum))
  const { pairing, paired } = await readPairs(ctx, a.span, b.span)
  const metrics = compared.map((metric) => {
    const [one, two] = [a.estimateOf(metric), b.estimateOf(metric)]
    const isHidden = one.value === null || two.value === null
    const difference =
      metric === 'auroc'
        ? unpaired
        : needsThreshold(metric) && !isHidden
          ? differenceOf(metric, one, two)
          : null
    return { metric, a: one, b: two, difference }
  })
  const hidden = metrics[0]!.a.value === null || metrics[0]!.b.value === null
  const auroc = { paired, pairing, unpaired: hidden ? hide(unpaired) : unpaired }
  if (hidden) metrics[0]!.difference = auroc.unpaired
  return {
    a: a.side,
    b: b.side,
    metrics,
    auroc,
    sentence: comparedSentence(a.side.label, b.side.label, auroc),
    dataCutoff: a.span.now,
  }
}

const minimum = { minimum: defaultMinimumSamples.auroc }

async function readSide(ctx: Context, aiSystemId: string, versionId: string, query: Query) {
  const span = await measuredSpan(ctx, aiSystemId, { versionId, from: query.from, to: query.to })
  const { version } = span
  const baseline = requireBaseline(version)
  const { labelPolicy } = span.system
  const to = span.to === null ? null : earlier(span.to, span.matured)
  const window =
    span.from === null || to === null || span.from > to ? null : { from: span.from, to }
  const profiles =
    window === null
      ? null
      : await loadDailyProfiles(ctx, { id: version.id, baseline }, window, [overallSegment])
  const profile: Profile =
    window === null || profiles === null
      ? emptyProfile(baseline)
      : profiles.window(overallSegment, window.from, window.to)
  const counts = scoredCounts(profile, labelPolicy)
  const total = (all: Float64Array) => all.reduce((sum, count) => sum + count, 0)
  const n = total(counts.positives) + total(counts.negatives)
  return {
    span,
    counts,
    side: {
      id: version.id,
      label: version.label,
      threshold: version.threshold,
      n: isSmallCell(n) ? null : n,
      from: window?.from ?? null,
      to: window?.to ?? null,
    },
    estimateOf: (metric: MetricName): MetricEstimate => {
      const spec = { metric, ...(needsThreshold(metric) ? { threshold: version.threshold } : {}) }
      const estimate = computeMetric(spec, profile, baseline, overallSegment, {
        labelPolicy,
        minimumSample: defaultMinimumSamples[metric],
      })
      if (window === null || profiles === null) return estimate
      const { threshold } = version
      const looked = { profiles, baseline, threshold, labelPolicy, segment: overallSegment }
      return suppressMetric(estimate, metric, window, looked)
    },
  }
}

function differenceOf(metric: MetricName, a: MetricEstimate, b: MetricEstimate): Estimate {
  const share = ({ value, n }: MetricEstimate) => ({
    count: Math.round((value ?? 0) * n),
    total: n,
  })
  const method = `difference of ${metric.replaceAll('-', ' ')}`
  const pair = { method, unit: 'patients', first: share(a), second: share(b) }
  return rateDifference(pair, { minimum: defaultMinimumSamples.sensitivity })
}

type Tested = Estimate & { z: number | null; pValue: number | null }

function plain({ z, pValue, ...rest }: Tested): Tested {
  const { value, interval, n, positives, negatives, state, reason, method } = rest
  return { value, interval, n, positives, negatives, state, reason, method, z, pValue }
}

function hide(tested: Tested): Tested {
  return { ...hideEstimate(tested), z: null, pValue: null }
}
