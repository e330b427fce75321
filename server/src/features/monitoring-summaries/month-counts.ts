import { showDayCounts } from '@primum/core/fairness/day-counts'
import type { DayCount } from '@primum/core/fairness/day-counts'
import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import { addDays } from '@primum/core/monitoring/days'
import type { Month } from '@primum/core/monitoring/ended-months'
import { intakeKinds } from '@primum/core/monitoring/intake-day'
import type { IntakeKind } from '@primum/core/monitoring/intake-day'
import { operationsDaySchema } from '@primum/core/monitoring/operations-day'
import { decodeProfile } from '@primum/core/monitoring/profile'
import { unlabelledCount } from '@primum/core/monitoring/profile-views'
import type { Context } from '../../context.ts'
import { daysInMonth } from './month-monitors.ts'

/**
 * What arrived that is about the month, as it may be shown. Days of few people are in no total, as
 * other answers show the days beside them.
 */
export async function countMonth(
  ctx: Context,
  aiSystemId: string,
  month: Month,
  periods: readonly StablePeriod[],
) {
  const days = await predictionDays(ctx, aiSystemId, month)
  const calls = await callDays(ctx, aiSystemId, month)
  const shown = shownTotal(days)
  const used = new Set([...days, ...(calls ?? [])].map(({ day }) => day))
  return {
    anything: used.size > 0,
    predictions: shown.predictions,
    outcomes: shown.outcomes,
    daysOfFew: shown.daysOfFew,
    silentDays: operatedDays(periods, month).filter((day) => !used.has(day)),
    calls: calls && shownTotal(calls).predictions,
    ...(await unusableOf(ctx, aiSystemId, month)),
  }
}

/** Sums of the days that are shown; null where there is something, and nothing of it is shown. */
function shownTotal(counts: readonly DayCount[]) {
  const { days } = showDayCounts(counts)
  const total = (of: (day: (typeof days)[number]) => number | null, all: number) => {
    const sum = days.reduce((so, day) => so + (of(day) ?? 0), 0)
    return sum === 0 && all > 0 ? null : sum
  }
  const sums = counts.reduce(
    (so, day) => ({ all: so.all + day.predictions, labelled: so.labelled + day.labelled }),
    { all: 0, labelled: 0 },
  )
  return {
    predictions: total((day) => day.predictions, sums.all),
    outcomes: total((day) => day.labelled, sums.labelled),
    daysOfFew: {
      predictions: days.filter((day) => day.predictions === null).length,
      outcomes: days.filter((day) => day.labelled === null).length,
    },
  }
}

/** Profiles tell at once; rows are counted where a version has none. */
async function predictionDays(ctx: Context, aiSystemId: string, month: Month): Promise<DayCount[]> {
  const rows = await ctx.db
    .selectFrom('profiles')
    .select(['day', 'body'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('attribute', '=', '')
    .where('day', '>=', month.from)
    .where('day', '<=', month.to)
    .execute()
  const counted = rows.map(({ day, body }) => {
    const profile = decodeProfile(body)
    return { day, predictions: profile.n, labelled: profile.n - unlabelledCount(profile) }
  })
  const versions = await ctx.db
    .selectFrom('versions')
    .select('id')
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('baseline_id', 'is', null)
    .execute()
  for (const { id } of versions) {
    const days = await ctx.services.telemetry.daysOf(ctx, aiSystemId, id)
    counted.push(...days.filter(({ day }) => day >= month.from && day <= month.to))
  }
  return addUp(counted)
}

/** Calls, where the system sends them: null where it never did. */
async function callDays(
  ctx: Context,
  aiSystemId: string,
  month: Month,
): Promise<DayCount[] | null> {
  const state = await ctx.db
    .selectFrom('telemetry_state')
    .select('last_called_at')
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  if (!state?.last_called_at) return null
  const rows = await ctx.db
    .selectFrom('operations_profiles')
    .select(['day', 'body'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('site', '=', '')
    .where('day', '>=', month.from)
    .where('day', '<=', month.to)
    .execute()
  return addUp(
    rows.map(({ day, body }) => {
      const { ok, error, timeout } = operationsDaySchema.parse(body)
      return { day, predictions: ok + error + timeout, labelled: 0 }
    }),
  )
}

function addUp(counts: readonly DayCount[]): DayCount[] {
  const days = new Map<string, DayCount>()
  for (const { day, predictions, labelled } of counts) {
    const sum = days.get(day) ?? { day, predictions: 0, labelled: 0 }
    days.set(day, {
      day,
      predictions: sum.predictions + predictions,
      labelled: sum.labelled + labelled,
    })
  }
  return [...days.values()]
    .filter(({ predictions }) => predictions > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

function operatedDays(periods: readonly StablePeriod[], month: Month): string[] {
  const days = new Set<string>()
  for (const period of periods) {
    const span = daysInMonth(period, month)
    if (span === null) continue
    for (let day = span.from; day <= span.to; day = addDays(day, 1)) days.add(day)
  }
  return [...days].toSorted()
}

/**
 * Predictions that could not be used, and why. Versions have monitors of this too, so that a small
 * count of any version hides what is told of all.
 */
async function unusableOf(ctx: Context, aiSystemId: string, month: Month) {
  const rows = await ctx.db
    .selectFrom('intake_hours')
    .select((eb) => ['version_id', 'kind', eb.fn.sum<string>('count').as('count')])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('hour', '>=', new Date(month.since))
    .where('hour', '<', new Date(month.until))
    .where('kind', '!=', 'usable')
    .groupBy(['version_id', 'kind'])
    .execute()
  const cells = rows.map(({ version_id: version, kind, count }) => {
    return { version, kind: kind as IntakeKind, count: Number(count) }
  })
  const sum = (of: typeof cells) => of.reduce((so, { count }) => so + count, 0)
  const versions = [...Map.groupBy(cells, ({ version }) => version).values()]
  const kinds = intakeKinds
    .map((kind) => [kind, sum(cells.filter((cell) => cell.kind === kind))] as const)
    .filter(([, count]) => count > 0)
  return {
    unusable: versions.some((of) => isSmallCount(sum(of))) ? null : sum(cells),
    unusableByKind: cells.some(({ count }) => isSmallCount(count))
      ? null
      : Object.fromEntries(kinds),
  }
}
