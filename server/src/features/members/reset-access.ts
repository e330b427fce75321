import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { resetUserAccess } from '../../identity/users.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { resetAccessRequest } from './schemas.ts'
import type { member } from './schemas.ts'
import { loadMember } from './store.ts'

/** Lets a locked-out member in again: a new first password, no second factor, no open session. */
export async function resetAccess(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<z.infer<typeof member>> {
  ctx.authorize('members.manage')
  const { password } = parse(resetAccessRequest, input)
  return ctx.transaction(async (tx) => {
    const found = await loadMember(tx, id)
    await resetUserAccess(tx, found.userId, password)
    appendEntry(tx, {
      action: 'members.reset-access',
      subject: { type: 'members', id },
      before: found,
      after: found,
    })
    return found
  })
}
