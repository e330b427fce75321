import { detectionPlan } from '@primum/core/monitoring/detection'
import { computeMetric, needsLabels, needsThreshold } from '@primum/core/monitoring/metric'
import { monitorKey } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { earlier, measuredSpan, today, windowsOf } from '../../monitoring/measured-span.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import { seriesSentence } from '../../monitoring/series-sentence.ts'
import { suppressSmallCells } from '../../monitoring/suppress-estimate.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import type { metricSeries, seriesQuery } from './schemas.ts'
import { readAnnotations } from './read-annotations.ts'

/** One metric over time, window by window, from the daily profiles alone. */
export async function readSeries(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof seriesQuery>,
): Promise<z.input<typeof metricSeries>> {
  ctx.authorize('monitoring.read')
  const span = await measuredSpan(ctx, aiSystemId, query)
  const baseline = requireBaseline(span.version)
  const { metric, windowDays } = query
  const segment = { attribute: query.attribute, value: query.value }
  const spec = {
    metric,
    ...(query.feature === undefined ? {} : { feature: query.feature }),
    ...(needsThreshold(metric) ? { threshold: span.version.threshold } : {}),
  }
  const end = needsLabels(metric) ? span.matured : today(span.now)
  const to = span.to === null ? null : earlier(span.to, end)
  const from = span.from
  const version = { id: span.version.id, baseline }
  const windows = from === null || to === null ? [] : windowsOf(from, to, windowDays)
  const profiles =
    from === null || to === null
      ? null
      : await loadDailyProfiles(ctx, version, { from, to }, [segment])
  const points = windows.map((window) => {
    const profile = profiles!.window(segment, window.from, window.to)
    const estimate = computeMetric(spec, profile, baseline, segment, {
      labelPolicy: span.system.labelPolicy,
      minimumSample: defaultMinimumSamples[metric],
    })
    return { ...window, estimate: suppressSmallCells(estimate) }
  })
  const limit = await limitOf(ctx, span, monitorKey({ ...spec, segment }))
  const baselineValue = points.at(-1)?.estimate.baselineValue ?? null
  return {
    metric,
    feature: query.feature ?? null,
    segment,
    version: { id: span.version.id, label: span.version.label },
    threshold: needsThreshold(metric) ? span.version.threshold : null,
    baselineValue,
    limit,
    points,
    annotations: await readAnnotations(ctx, aiSystemId),
    sentence: seriesSentence(metric, segment, points.at(-1) ?? null),
    dataCutoff: span.now,
  }
}

/** The accepted limit of the monitor that watches this very thing. */
async function limitOf(
  ctx: Context,
  span: Awaited<ReturnType<typeof measuredSpan>>,
  key: string,
): Promise<number | null> {
  const row = await ctx.db
    .selectFrom('monitors')
    .select(['body', 'enabled'])
    .where('ai_system_id', '=', span.system.id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (row === undefined || span.version.baseline === null) return null
  const monitor: Monitor = bodyOf(row)
  const plan = detectionPlan(monitor, span.version.baseline, span.system.labelPolicy)
  return plan?.kind === 'rate' ? plan.alternative.p0 : null
}
