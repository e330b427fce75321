import type { Context } from '../../context.ts'

export async function loadOrganization(ctx: Context) {
  const row = await ctx.db
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  return { id: row.id, name: row.name, createdAt: row.created_at.toISOString() }
}
