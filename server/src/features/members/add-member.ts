import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { createUser } from '../../identity/users.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { addMemberRequest } from './schemas.ts'
import type { member } from './schemas.ts'
import { loadMember } from './store.ts'

export async function addMember(ctx: Context, input: unknown): Promise<z.infer<typeof member>> {
  ctx.authorize('members.manage')
  const request = parse(addMemberRequest, input)
  return ctx.transaction(async (tx) => {
    const user = await createUser(tx, request)
    const id = tx.newId()
    await tx.db
      .insertInto('members')
      .values({
        id,
        organization_id: tx.organizationId,
        user_id: user.id,
        roles: request.roles,
        discipline: request.discipline,
        access_ends_at: request.accessEndsAt,
        created_at: tx.now(),
      })
      .execute()
    const after = await loadMember(tx, id)
    appendEntry(tx, {
      action: 'members.add',
      subject: { type: 'members', id },
      before: null,
      after,
      details: { roles: after.roles },
    })
    return after
  })
}
