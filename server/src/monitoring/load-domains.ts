import type { DomainDay, DomainDays } from '@primum/core/monitoring/domain-day'
import type { Context } from '../context.ts'

export const noDomains: DomainDays = () => null

type Days = { from: string; to: string }

/** What was compared of a version with windows that end in a span of days. */
export async function loadDomains(ctx: Context, versionId: string, span: Days) {
  const rows = await ctx.db
    .selectFrom('domain_days')
    .select(['day', 'window_days', 'body'])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
    .execute()
  const keyOf = (day: string, windowDays: number) => `${day} ${windowDays}`
  const found = new Map(
    rows.map((row) => [keyOf(row.day, row.window_days), row.body as unknown as DomainDay]),
  )
  return (day: string, windowDays: number) => found.get(keyOf(day, windowDays)) ?? null
}

/** The days on which windows of a length ended that were compared, or null where none was. */
export async function comparedDays(
  ctx: Context,
  versionId: string,
  windowDays: number,
): Promise<Days | null> {
  const found = await ctx.db
    .selectFrom('domain_days')
    .select((eb) => [eb.fn.min('day').as('from'), eb.fn.max('day').as('to')])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('window_days', '=', windowDays)
    .executeTakeFirst()
  return found?.from && found.to ? { from: found.from, to: found.to } : null
}
