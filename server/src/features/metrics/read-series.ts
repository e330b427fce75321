import type { Baseline } from '@primum/core/monitoring/baseline'
import { detectionPlan } from '@primum/core/monitoring/detection'
import { computeDomain } from '@primum/core/monitoring/domain-metric'
import { addDays } from '@primum/core/monitoring/days'
import { computeIntake } from '@primum/core/monitoring/intake-metric'
import { computeMetric } from '@primum/core/monitoring/metric'
import {
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
  needsBaseline,
  needsLabels,
  needsThreshold,
} from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricSpec } from '@primum/core/monitoring/metric-kind'
import { monitorKey } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { computeMultivariate, notMeasurable } from '@primum/core/monitoring/multivariate-metric'
import { isOverall, overallSegment } from '@primum/core/monitoring/segment'
import { computeReview, defaultFinding } from '@primum/core/monitoring/review-metric'
import { computeOperations } from '@primum/core/monitoring/operations-metric'
import { defaultLateHours, defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import type { Segment } from '@primum/core/monitoring/segment'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { countedDays } from '../../monitoring/counted-days.ts'
import { loadDomains } from '../../monitoring/load-domains.ts'
import { loadIntake, noIntake } from '../../monitoring/load-intake.ts'
import { loadReconstruction } from '../../monitoring/load-reconstruction.ts'
import { loadReviews } from '../../monitoring/load-reviews.ts'
import { loadOperations } from '../../monitoring/load-operations.ts'
import { earlier, measuredSpan, today, windowsOf } from '../../monitoring/measured-span.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import { seriesSentence } from '../../monitoring/series-sentence.ts'
import {
  hideMetric,
  suppressMetric,
  suppressOperations,
  suppressReview,
  suppressSmallCells,
} from '../../monitoring/suppress-estimate.ts'
import { withoutSmallCounts } from '../../monitoring/intake-counts.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import { isToldBySites } from '../../monitoring/told-by-sites.ts'
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
  const { metric, windowDays } = query
  const { baseline: own } = span.version
  const baseline = needsBaseline(metric) ? requireBaseline(span.version) : own
  const segment = { attribute: query.attribute, value: query.value }
  const spec = {
    metric,
    ...(query.feature !== undefined
      ? { feature: query.feature }
      : metric === 'reviewer-agreement'
        ? { feature: defaultFinding }
        : {}),
    ...(needsThreshold(metric) ? { threshold: span.version.threshold } : {}),
  }
  const end = needsLabels(metric) ? span.matured : today(span.now)
  const counted = await countedDays(ctx, span, query)
  const last = query.to ?? counted.to
  const to = last === null ? null : earlier(last, end)
  const from = query.from ?? counted.from
  const monitor = await monitorOf(ctx, span, monitorKey({ ...spec, segment }))
  const about = { spec, baseline, monitor, segment, windowDays }
  const points =
    from === null || to === null ? [] : await readPoints(ctx, span, { ...about, from, to })
  const obstacle = isMultivariate(metric) && baseline !== null ? notMeasurable(baseline) : null
  const baselineValue = points.at(-1)?.estimate.baselineValue ?? null
  return {
    metric,
    feature: query.feature ?? null,
    segment,
    version: { id: span.version.id, label: span.version.label },
    threshold: needsThreshold(metric) ? span.version.threshold : null,
    baselineValue,
    limit: monitor === null ? null : limitOf(span, monitor),
    points,
    annotations: await readAnnotations(ctx, aiSystemId),
    sentence:
      obstacle === null
        ? seriesSentence(metric, segment, points.at(-1) ?? null)
        : `This cannot be measured: ${obstacle}.`,
    dataCutoff: span.now,
  }
}

type Span = Awaited<ReturnType<typeof measuredSpan>>
type Days = { from: string; to: string }
type Measure = (window: Days) => MetricEstimate
type Asked = Days & {
  spec: MetricSpec
  /** null where the version has none, and the metric needs none */
  baseline: Baseline | null
  monitor: Monitor | null
  segment: Segment
  windowDays: number
}

async function readPoints(ctx: Context, span: Span, asked: Asked) {
  const windows = windowsOf(asked.from, asked.to, asked.windowDays)
  if (isDomainClassifier(asked.spec.metric)) return comparisons(ctx, span, asked, windows)
  const measure = await measureOf(ctx, span, asked)
  return windows.map((window) => ({ ...window, estimate: measure(window) }))
}

function measureOf(ctx: Context, span: Span, asked: Asked): Promise<Measure> {
  const { metric } = asked.spec
  const { baseline } = asked
  if (isReviewed(metric)) return measureReviews(ctx, span, asked)
  if (isIntake(metric)) return measureIntake(ctx, span, asked)
  if (isOperational(metric) || baseline === null) return measureOperations(ctx, span, asked)
  const compared = { ...asked, baseline }
  return isMultivariate(metric)
    ? measureTogether(ctx, span, compared)
    : measureProfiles(ctx, span, compared)
}

/** What was compared once a day, in windows of its own: the first ones begin after the reference. */
async function comparisons(ctx: Context, span: Span, asked: Asked, windows: Days[]) {
  const { segment, windowDays } = asked
  const domains = await loadDomains(ctx, span.version.id, asked)
  const options = { segment, minimum: defaultMinimumSamples['domain-classifier-auroc'] }
  return windows.map(({ to }) => {
    const found = domains(to, windowDays)
    const window = found?.window ?? { from: addDays(to, 1 - windowDays), to }
    return { ...window, estimate: suppressSmallCells(computeDomain(found, options)) }
  })
}

async function measureProfiles(
  ctx: Context,
  span: Span,
  about: Days & { spec: MetricSpec; baseline: Baseline; segment: Segment },
): Promise<Measure> {
  const { spec, baseline, segment, from, to } = about
  const version = { id: span.version.id, baseline }
  const segments = [overallSegment, segment]
  const profiles = await loadDailyProfiles(ctx, version, { from, to }, segments)
  const looked = {
    ...{ profiles, baseline, segment, threshold: span.version.threshold },
    labelPolicy: span.system.labelPolicy,
  }
  const options = {
    labelPolicy: span.system.labelPolicy,
    minimumSample: defaultMinimumSamples[spec.metric],
  }
  return (window) => {
    const profile = profiles.window(segment, window.from, window.to)
    const estimate = computeMetric(spec, profile, baseline, segment, options)
    return suppressMetric(estimate, spec.metric, window, looked)
  }
}

async function measureOperations(
  ctx: Context,
  span: Span,
  { monitor, spec: asked, segment, from, to }: Asked,
): Promise<Measure> {
  const { metric } = asked
  const operations = await loadOperations(ctx, span.system.id, { from, to })
  const spec = { metric, limitHours: monitor?.limitHours ?? defaultLateHours }
  const days = operations(segment)
  const least = defaultMinimumSamples[metric]
  return (window) => {
    const estimate = computeOperations(spec, days, window, least)
    const isTold = isToldBySites(spec, segment, window, operations)
    return isTold ? hideMetric(estimate) : suppressOperations(estimate, metric)
  }
}

async function measureIntake(
  ctx: Context,
  span: Span,
  { segment, ...days }: Days & { segment: Segment },
): Promise<Measure> {
  const intake = isOverall(segment) ? await loadIntake(ctx, span.version.id, days) : noIntake
  const least = defaultMinimumSamples['invalid-data']
  return (window) =>
    withoutSmallCounts(suppressSmallCells(computeIntake(intake, window, least), true))
}

async function measureTogether(
  ctx: Context,
  span: Span,
  about: Days & { baseline: Baseline; segment: Segment },
): Promise<Measure> {
  const { baseline, segment, from, to } = about
  const days = await loadReconstruction(ctx, span.version.id, { from, to })
  const options = { segment, minimum: defaultMinimumSamples['multivariate-drift'] }
  return (window) => suppressSmallCells(computeMultivariate(baseline, days, window, options))
}

async function measureReviews(
  ctx: Context,
  span: Span,
  about: Days & { spec: MetricSpec; segment: Segment },
): Promise<Measure> {
  const { spec, segment, from, to } = about
  const reviews = await loadReviews(ctx, span.version.id, { from, to }, [segment])
  const least = defaultMinimumSamples[spec.metric]
  const of = (each: Segment, window: Days) => computeReview(spec, reviews(each), window, least)
  return (window) =>
    suppressReview(of(segment, window), spec.metric, segment, () =>
      reviews.values(segment.attribute).map((value) => of({ ...segment, value }, window)),
    )
}

/** The monitor that watches this very thing. */
async function monitorOf(ctx: Context, span: Span, key: string): Promise<Monitor | null> {
  const row = await ctx.db
    .selectFrom('monitors')
    .select(['body', 'enabled'])
    .where('ai_system_id', '=', span.system.id)
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : bodyOf(row)
}

function limitOf({ system, version }: Span, monitor: Monitor): number | null {
  if (monitor.limit !== undefined) return monitor.limit
  if (version.baseline === null) return null
  const policy = monitor.labelPolicy ?? system.labelPolicy
  const plan = detectionPlan(monitor, version.baseline, policy)
  return plan?.kind === 'rate' ? plan.alternative.p0 : null
}
