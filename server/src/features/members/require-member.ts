import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'

/** An owner is a member of now: who has left answers for nothing. Null is nobody, and allowed. */
export async function requireMember(
  tx: Context,
  memberId: string | null,
  path = 'ownerId',
): Promise<void> {
  if (memberId === null) return
  const member = await tx.db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('organization_id', '=', tx.organizationId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (member === undefined) throw invalid(path, 'There is no such member here.')
}
