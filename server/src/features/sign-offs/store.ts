import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { SignOffs } from '../../db/schema.gen.ts'
import type { signOff } from './schemas.ts'

export type SignOffRecord = z.infer<typeof signOff>

export function toSignOff(row: Selectable<SignOffs>): SignOffRecord {
  return {
    id: row.id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    meaning: row.meaning,
    digest: row.digest,
    userId: row.user_id,
    userName: row.user_name,
    roles: row.roles,
    statement: row.statement,
    method: row.method,
    createdAt: row.created_at.toISOString(),
  }
}

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
