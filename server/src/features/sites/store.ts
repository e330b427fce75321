import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { Sites } from '../../db/schema.gen.ts'

export function toSite(row: Selectable<Sites>) {
  const { id, code, name, country, state } = row
  return { id, code, name, country, state, createdAt: row.created_at.toISOString() }
}

export async function listSites(ctx: Context) {
  ctx.authorize('organizations.read')
  const rows = await ctx.db
    .selectFrom('sites')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .orderBy('name')
    .execute()
  return { items: rows.map(toSite) }
}
