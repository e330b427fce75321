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
  const rows = await ctx.db
    .selectFrom('intake_hours')
    .select((eb) => [utcDay.as('day'), 'kind', eb.fn.sum<string>('count').as('count')])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where(utcDay, '>=', span.from)
    .where(utcDay, '<=', span.to)
    .groupBy(['day', 'kind'])
    .execute()
  const days = new Map<string, IntakeDay>()
  for (const { day, kind, count } of rows) {
    const sum = days.get(day) ?? emptyIntake()
    days.set(day, sum)
    sum[kind as IntakeKind] += Number(count)
  }
  return (day) => days.get(day) ?? null
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
