import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { SignOffs } from '../../db/schema.gen.ts'
import type { signOff } from './schemas.ts'

export function toSignOff(row: Selectable<SignOffs>): z.infer<typeof signOff> {
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
