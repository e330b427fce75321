import type { z } from 'zod'
import { addDays, daysBetween } from '@primum/core/monitoring/days'
import {
  hasDetector,
  isDomainClassifier,
  isMultivariate,
  needsBaseline,
  needsThreshold,
} from '@primum/core/monitoring/metric-kind'
import { detectorCount, monitorKey, newMonitor } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { notMeasurable } from '@primum/core/monitoring/multivariate-metric'
import { simulateMonitor } from '@primum/core/monitoring/simulate-monitor'
import type { Context } from '../../context.ts'
import { invalid, notFound } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { countedDays } from '../../monitoring/counted-days.ts'
import { noDomains } from '../../monitoring/load-domains.ts'
import { loadWatched } from '../../monitoring/load-watched.ts'
import { earlier, measuredSpan, today } from '../../monitoring/measured-span.ts'
import type { MeasuredSpan } from '../../monitoring/measured-span.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import { isHidden, shownReason } from '../../monitoring/suppress-estimate.ts'
import { requireBaseline } from '../../monitoring/require-baseline.ts'
import { compareHistory, daysToCompare } from './domain-history.ts'
import { monitorRequest } from './schemas.ts'
import type { simulation, simulationQuery } from './simulation-schemas.ts'

const mostDays = 1100

/** What a monitor would have said on the history of a version. Reads only; nothing is kept. */
export async function simulateHistory(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof simulationQuery>,
  signal: AbortSignal,
): Promise<z.input<typeof simulation>> {
  ctx.authorize('monitoring.read')
  const span = await measuredSpan(ctx, aiSystemId, query)
  const { system, version } = span
  const monitor = await monitorOf(ctx, aiSystemId, query, version.threshold)
  const baseline = needsBaseline(monitor.metric) ? requireBaseline(version) : version.baseline
  const yesterday = addDays(today(span.now), -1)
  const compared = isDomainClassifier(monitor.metric)
    ? await daysToCompare(ctx, span, { ...query, to: earlier(query.to ?? yesterday, yesterday) })
    : null
  const { from, to } = compared ?? (await daysCounted(ctx, span, monitor, { ...query, yesterday }))
  if (from > to || daysBetween(from, to) >= mostDays) {
    const message = `A history has 1 to ${mostDays} days.`
    throw invalid('from', message, 'Choose another first or last day.')
  }
  const { changeAt } = query
  if (changeAt !== undefined && (changeAt < from || changeAt > to)) {
    const message = `The days tried are ${from} to ${to}, and the change lies outside of them.`
    throw invalid('changeAt', message, 'Give one of these days, or none.')
  }
  const days = { from, to }
  const profiles =
    baseline === null
      ? null
      : await loadDailyProfiles(ctx, { id: version.id, baseline }, days, [monitor.segment])
  const about = { aiSystemId, versionId: version.id, hasBaseline: baseline !== null }
  const watched = await loadWatched(ctx, about, days, [monitor])
  const found = simulateMonitor(monitor, {
    baseline,
    profile: (day) => profiles?.day(monitor.segment, day) ?? null,
    operations: watched.operations(monitor.segment),
    reviews: watched.reviews(monitor.segment),
    reconstruction: watched.reconstruction,
    intake: watched.intake,
    domains:
      compared === null ? noDomains : await compareHistory(ctx, span, monitor, compared, signal),
    from,
    to,
    labelPolicy: system.labelPolicy,
    outcomeHorizonDays: system.outcomeHorizonDays,
    outcomeGraceDays: system.outcomeGraceDays,
    detectors: await detectorsWith(ctx, aiSystemId, monitor),
    reasonShown: (verdict, estimate) =>
      shownReason(monitor, verdict, isHidden(estimate, monitor, { from, to }, null)),
    ...(changeAt === undefined ? {} : { changeAt }),
  })
  return { key: monitor.key, version: { id: version.id, label: version.label }, from, to, ...found }
}

/** The days asked for, or those on which anything was counted that the monitor looks at. */
async function daysCounted(
  ctx: Context,
  span: MeasuredSpan,
  monitor: Monitor,
  asked: { from?: string | undefined; to?: string | undefined; yesterday: string },
): Promise<{ from: string; to: string }> {
  const counted = await countedDays(ctx, span, monitor)
  const to = asked.to ?? earlier(counted.to ?? asked.yesterday, asked.yesterday)
  if (isMultivariate(monitor.metric) && counted.from === null) {
    const { baseline } = span.version
    throw nothingCounted(baseline && notMeasurable(baseline))
  }
  return { from: firstDay(monitor, asked.from, counted.from) ?? to, to }
}

/** Days on which nothing was counted show no alarms, which would look as if all was well. */
function firstDay(monitor: Monitor, asked: string | undefined, counted: string | null) {
  if (asked === undefined || counted === null) return asked ?? counted
  return isMultivariate(monitor.metric) && asked < counted ? counted : asked
}

function nothingCounted(obstacle: string | null) {
  const why = obstacle ?? 'no prediction came while such a monitor was on'
  const remedy =
    obstacle === null
      ? 'Switch one on with the action notify, and try it on the days from then on.'
      : 'Register a version with a baseline that allows it.'
  return invalid('metric', `There is no history to try this on: ${why}.`, remedy)
}

/** The settings asked about, with those of the monitor or the metric where nothing is said. */
async function monitorOf(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof simulationQuery>,
  threshold: number,
): Promise<Monitor> {
  const base = await baseOf(ctx, aiSystemId, query, threshold)
  const { windowDays, margin, minimumSample, averageRunLengthDays, limitHours, limit } = query
  const given = {
    ...{ windowDays, margin, minimumSample, averageRunLengthDays, limitHours, limit },
    severity: query.severity,
    badSide: query.badSide,
    deltas: query.deltas?.split(',').map(Number),
    labelPolicy: query.labelPolicy,
    outcomeHorizonDays: query.outcomeHorizonDays,
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  // What an alarm would lead to plays no part here, and could contradict another severity.
  const { action: _, ...settings } = { ...base, ...said, enabled: true }
  return parse(monitorRequest, settings)
}

async function baseOf(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof simulationQuery>,
  threshold: number,
): Promise<Monitor> {
  if (query.monitorId !== undefined) {
    const row = await ctx.db
      .selectFrom('monitors')
      .select(['body', 'enabled'])
      .where('id', '=', query.monitorId)
      .where('ai_system_id', '=', aiSystemId)
      .where('organization_id', '=', ctx.organizationId)
      .executeTakeFirst()
    if (row === undefined) throw notFound('monitor', query.monitorId)
    return bodyOf(row)
  }
  const { metric, feature, attribute, value, severity = 'warning' } = query
  if (metric === undefined) {
    throw invalid('metric', 'Say what to watch.', 'Give a metric or a monitorId.')
  }
  return newMonitor(
    metric,
    severity,
    { attribute, value },
    {
      ...(needsThreshold(metric) ? { threshold: query.threshold ?? threshold } : {}),
      ...(feature === undefined ? {} : { feature }),
      ...(metric === 'heartbeat' ? { limitHours: query.limitHours ?? 24 } : {}),
    },
  )
}

/** The detectors that would share false alarms with this one, itself included. */
async function detectorsWith(ctx: Context, aiSystemId: string, monitor: Monitor): Promise<number> {
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['key', 'body', 'enabled'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('enabled', '=', true)
    .execute()
  const others = rows.filter((row) => row.key !== monitorKey(monitor)).map(bodyOf)
  return detectorCount(others) + (hasDetector(monitor.metric) ? 1 : 0)
}
