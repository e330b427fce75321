import { sql } from 'kysely'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { deriveSystem } from './derive-system.ts'
import { countStale } from './store.ts'

/** How many systems somebody who asks for a list waits for; the rest is derived in the background. */
const soonEnough = 50

export type Derived = {
  /** how many systems are still to be derived */
  remaining: number
  /** why some could not be */
  errors: unknown[]
}

/**
 * Derives the law of systems of the organization that it may have changed for: because of a fact, of
 * a site, of the content, or because a first day has come.
 */
export async function deriveStale(ctx: Context, limit = soonEnough): Promise<Derived> {
  ctx.authorize('duties.read')
  const system = ctx.asSystem()
  const today = dayOfInstant(ctx.now().toISOString())
  await sql`select mark_arrived_duties_stale(${ctx.organizationId}, ${today}::date)`.execute(ctx.db)
  const stale = await ctx.db
    .selectFrom('duties_stale')
    .select('ai_system_id')
    .where('organization_id', '=', ctx.organizationId)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute()
  const errors: unknown[] = []
  for (const { ai_system_id: id } of stale) {
    await deriveSystem(system, id).catch((error: unknown) => errors.push(error))
  }
  return { remaining: stale.length === 0 ? 0 : await countStale(ctx), errors }
}
