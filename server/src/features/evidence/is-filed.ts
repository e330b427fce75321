import type { Context } from '../../context.ts'
import type { FiledEvidence } from './file-evidence.ts'

/** Whether Primum filed evidence of a record already. */
export async function isFiled(
  ctx: Context,
  { type, id }: FiledEvidence['origin'],
): Promise<boolean> {
  ctx.authorize('evidence.read')
  const row = await ctx.db
    .selectFrom('evidence')
    .select('id')
    .where('organization_id', '=', ctx.organizationId)
    .where('origin', '=', 'primum')
    .where('origin_type', '=', type)
    .where('origin_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}
