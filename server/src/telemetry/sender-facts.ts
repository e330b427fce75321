import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

/** What time it is for an AI system, or `not-found`: never for one of another organization. */
export async function systemClock(ctx: Context, aiSystemId: string): Promise<Date> {
  const system = await ctx.db
    .selectFrom('ai_systems')
    .select('replay_now')
    .where('id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (system === undefined) throw notFound('AI system', aiSystemId)
  return system.replay_now ?? ctx.now()
}

/** The codes of the organization's sites. */
export async function siteCodes(ctx: Context): Promise<Set<string>> {
  const sites = await ctx.db
    .selectFrom('sites')
    .select('code')
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  return new Set(sites.map((site) => site.code))
}
