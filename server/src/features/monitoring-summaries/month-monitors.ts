import { setImmediate } from 'node:timers/promises'
import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import { addDays, dayOfInstant, daysBetween } from '@primum/core/monitoring/days'
import { maturedIn } from '@primum/core/monitoring/ended-months'
import type { Month } from '@primum/core/monitoring/ended-months'
import { needsLabels } from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'
import { loadDailyProfiles } from '../../monitoring/daily-profiles.ts'
import { loadWatched } from '../../monitoring/load-watched.ts'
import { measureWindow } from '../../monitoring/measure-window.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'

type Days = { from: string; to: string }

export type MonthMonitor = { id: string; monitor: Monitor }

export type Measurement = {
  version: { id: string; label: string }
  window: Days
  estimate: MetricEstimate
  /** the numbers rest on few people, or would tell such */
  hidden: boolean
}

/**
 * The monitors that are on, as they are set now. Of a live system those that were there before the
 * month was over; the time of a replay says nothing of when a monitor was added.
 */
export async function monitorsOf(
  ctx: Context,
  system: AiSystem,
  month: Month,
): Promise<MonthMonitor[]> {
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['id', 'body', 'enabled'])
    .where('ai_system_id', '=', system.id)
    .where('organization_id', '=', ctx.organizationId)
    .where('enabled', '=', true)
    .$if(system.clock === 'live', (query) => query.where('created_at', '<', new Date(month.until)))
    .orderBy('key')
    .execute()
  return rows.map((row) => ({ id: row.id, monitor: bodyOf(row) }))
}

/** What each monitor measured of each version that ran, by the monitor's id. */
export async function measureMonth(
  ctx: Context,
  system: AiSystem,
  month: Month,
  { monitors, periods }: { monitors: readonly MonthMonitor[]; periods: readonly StablePeriod[] },
): Promise<Map<string, Measurement[]>> {
  const measured = new Map<string, Measurement[]>(monitors.map(({ id }) => [id, []]))
  for (const period of periods) {
    const windows = monitors.flatMap((each) => {
      const days = commonDays(daysLookedAt(each.monitor, system, month), servedDays(period))
      return days === null ? [] : [{ ...each, days }]
    })
    if (windows.length === 0) continue
    const { id, label, baseline } = await loadVersionBaseline(ctx, system.id, period.versionId)
    const span = {
      from: windows.map(({ days }) => days.from).toSorted()[0]!,
      to: windows
        .map(({ days }) => days.to)
        .toSorted()
        .at(-1)!,
    }
    const bodies = windows.map(({ monitor }) => monitor)
    const segments = [overallSegment, ...bodies.map(({ segment }) => segment)]
    const compared = baseline && {
      baseline,
      profiles: await loadDailyProfiles(ctx, { id, baseline }, span, segments),
    }
    const about = { aiSystemId: system.id, versionId: id, hasBaseline: baseline !== null }
    const watched = await loadWatched(ctx, about, span, bodies)
    const counted = { compared, watched, labelPolicy: system.labelPolicy }
    for (const { id: monitorId, monitor, days } of windows) {
      const found = measureWindow(monitor, days, counted)
      measured.get(monitorId)!.push({ version: { id, label }, ...found })
      // Many subgroups take a while, in which others are to be answered.
      await setImmediate()
    }
  }
  return measured
}

/** Days that a monitor took in during the month: of outcomes those whose outcomes became known. */
function daysLookedAt(monitor: Monitor, system: AiSystem, month: Month): Days {
  if (!needsLabels(monitor.metric)) return { from: month.from, to: month.to }
  const horizon = monitor.outcomeHorizonDays ?? system.outcomeHorizonDays
  return maturedIn(month, horizon, system.outcomeGraceDays)
}

/** The first and the last day of a version in production; a midnight ends the day before it. */
function servedDays({ from, to }: StablePeriod): { from: string; to: string | null } {
  const last = to === null ? null : dayOfInstant(new Date(Date.parse(to) - 1).toISOString())
  return { from: dayOfInstant(from), to: last }
}

/** How many days of a month a version ran, and which. */
export function daysInMonth(period: StablePeriod, month: Month): (Days & { days: number }) | null {
  const common = commonDays(month, servedDays(period))
  return common && { ...common, days: daysBetween(common.from, common.to) + 1 }
}

/** How many different days the measurements are of. */
export function countDays(measurements: readonly Measurement[]): number {
  const days = new Set<string>()
  for (const { window } of measurements) {
    for (let day = window.from; day <= window.to; day = addDays(day, 1)) days.add(day)
  }
  return days.size
}

function commonDays(a: Days, b: { from: string; to: string | null }): Days | null {
  const from = a.from > b.from ? a.from : b.from
  const to = b.to === null || a.to < b.to ? a.to : b.to
  return from > to ? null : { from, to }
}
