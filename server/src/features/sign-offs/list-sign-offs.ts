import type { Context } from '../../context.ts'
import { toSignOff } from './store.ts'

export type SignOffRecord = ReturnType<typeof toSignOff>

/** The signatures on some subjects of one type, oldest first. */
export async function listSignOffs(
  ctx: Context,
  subjectType: string,
  subjectIds: readonly string[],
): Promise<SignOffRecord[]> {
  if (subjectIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('sign_offs')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('subject_type', '=', subjectType)
    .where('subject_id', 'in', [...subjectIds])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toSignOff)
}
