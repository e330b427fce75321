import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { changeMemberRequest } from './schemas.ts'
import type { member } from './schemas.ts'
import { isLastAdministrator, loadMember } from './store.ts'

export async function changeMember(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<z.infer<typeof member>> {
  ctx.authorize('members.manage')
  const request = parse(changeMemberRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await loadMember(tx, id)
    if (!request.roles.includes('administrator') && (await isLastAdministrator(tx, id))) {
      throw conflict(
        'last-administrator',
        'This is the last administrator; name another one first.',
      )
    }
    await tx.db
      .updateTable('members')
      .set({
        roles: request.roles,
        discipline: request.discipline,
        access_ends_at: request.accessEndsAt,
      })
      .where('id', '=', id)
      .execute()
    const after = await loadMember(tx, id)
    appendEntry(tx, {
      action: 'members.change',
      subject: { type: 'members', id },
      before,
      after,
      details: { roles: after.roles },
    })
    return after
  })
}
