import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { Sites } from '../../db/schema.gen.ts'

export function toSite(row: Selectable<Sites>) {
  return { id: row.id, code: row.code, name: row.name, createdAt: row.created_at.toISOString() }
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
