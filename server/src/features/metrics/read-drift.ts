import { isSmallRate } from '@primum/core/fairness/small-cell-suppression'
import { computeMetric } from '@primum/core/monitoring/metric'
import { overallSegment } from '@primum/core/monitoring/segment'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import { addDays } from '@primum/core/monitoring/days'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { earlier, measuredSpan, today } from '../../monitoring/measured-span.ts'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { suppressSmallCells } from '../../monitoring/suppress-estimate.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import type { drift, driftQuery } from './schemas.ts'

/** How far scores and features lie from the baseline: the last 30 days unless a span is given. */
export async function readDrift(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof driftQuery>,
): Promise<z.input<typeof drift>> {
  ctx.authorize('monitoring.read')
  const span = await measuredSpan(ctx, aiSystemId, query)
  const baseline = requireBaseline(span.version)
  const to = query.to ?? earlier(span.to ?? today(span.now), today(span.now))
  const from = query.from ?? addDays(to, -29)
  const version = { id: span.version.id, baseline }
  const profiles = await loadDailyProfiles(ctx, version, { from, to }, [overallSegment])
  const window = profiles.window(overallSegment, from, to)
  const measure = (metric: 'score-drift' | 'feature-drift' | 'missingness') =>
    computeMetric({ metric }, window, baseline, overallSegment, {
      labelPolicy: span.system.labelPolicy,
      minimumSample: defaultMinimumSamples[metric],
    })
  // Nothing of 1 to 10 people is shown, nor what lies under it.
  const isFew = isSmallCell(window.n)
  const score = suppressSmallCells(measure('score-drift'))
  const missing = measure('missingness').detail?.features ?? []
  // A share with its n is a count of people.
  const isRare = ({ value, n }: { value: number | null; n: number }) =>
    isSmallRate({ count: Math.round((value ?? 0) * n), total: n })
  const features = (measure('feature-drift').detail?.features ?? []).map((each) => {
    const gap = missing.find((other) => other.feature === each.feature)
    return {
      feature: each.feature,
      psi: isFew || isSmallCell(each.n) ? null : each.value,
      critical: isFew ? null : each.critical,
      level: isFew ? null : each.level,
      missing: gap === undefined || isFew || isRare(gap) ? null : gap.value,
      missingAtBaseline: gap?.baselineValue ?? null,
      n: isSmallCell(each.n) ? null : each.n,
    }
  })
  return {
    version: { id: span.version.id, label: span.version.label },
    from,
    to,
    n: isFew ? null : window.n,
    score: {
      psi: score.value,
      critical: score.detail?.critical ?? null,
      level: score.detail?.level ?? null,
      state: score.state,
      reason: score.reason,
    },
    features: features.toSorted((a, b) => (b.psi ?? -1) - (a.psi ?? -1)),
    dataCutoff: span.now,
  }
}
