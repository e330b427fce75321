import { sql } from 'kysely'
import { emptyIntake } from '@primum/core/monitoring/intake-day'
import type { IntakeDay, IntakeDays, IntakeKind } from '@primum/core/monitoring/intake-day'
import type { Context } from '../context.ts'

export const noIntake: IntakeDays = () => null

const utcDay = sql<string>`(hour at time zone 'utc')::date::text`

/** What became of the predictions of a version in a span of days. */
export async function loadIntake(
  ctx: Context,
  versionId: string,
  span: { from: string; to: string },
): Promise<IntakeDays> {
  const days = await readIntake(ctx, versionId, span)
  return (day) => days.get(day) ?? null
}

/** The same by day, as a plain value, and of the hours that began before `until` where it is given. */
export async function readIntake(
  ctx: Context,
  versionId: string,
  { from, to, until = null }: { from: string; to: string; until?: string | null },
): Promise<Map<string, IntakeDay>> {
  const rows = await ctx.db
    .selectFrom('intake_hours')
    .select((eb) => [utcDay.as('day'), 'kind', eb.fn.sum<string>('count').as('count')])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where(utcDay, '>=', from)
    .where(utcDay, '<=', to)
    .$if(until !== null, (query) => query.where('hour', '<', new Date(until!)))
    .groupBy(['day', 'kind'])
    .execute()
  const days = new Map<string, IntakeDay>()
  for (const { day, kind, count } of rows) {
    const sum = days.get(day) ?? emptyIntake()
    days.set(day, sum)
    sum[kind as IntakeKind] += Number(count)
  }
  return days
}

/** The days on which predictions of a version were received, or null where none was. */
export async function intakeDays(
  ctx: Context,
  versionId: string,
): Promise<{ from: string; to: string } | null> {
  const found = await ctx.db
    .selectFrom('intake_hours')
    .select([
      sql<string | null>`min(${utcDay})`.as('from'),
      sql<string | null>`max(${utcDay})`.as('to'),
    ])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  return found?.from && found.to ? { from: found.from, to: found.to } : null
}
