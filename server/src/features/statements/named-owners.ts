import type { Context } from '../../context.ts'

/** Who owns a control in the newest statement of applicability, signed or not; null: nobody. */
export async function namedOwners(
  ctx: Context,
  framework: string,
): Promise<(requirementId: string) => string | null> {
  ctx.authorize('statements.read')
  const rows = await ctx.db
    .selectFrom('statement_items')
    .innerJoin('members', 'members.id', 'statement_items.owner_id')
    .select(['requirement_id', 'owner_id'])
    .where('statement_id', '=', (eb) =>
      eb
        .selectFrom('statements')
        .select('statements.id')
        .where('statements.organization_id', '=', ctx.organizationId)
        .where('framework', '=', framework)
        .orderBy('number', 'desc')
        .limit(1),
    )
    .where('members.removed_at', 'is', null)
    .execute()
  const owners = new Map(rows.map((row) => [row.requirement_id, row.owner_id]))
  return (requirementId) => owners.get(requirementId) ?? null
}
