import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { member } from './schemas.ts'
import { isLastAdministrator, loadMember } from './store.ts'

/** Ends a membership and its sessions; what the person did stays in the records. */
export async function removeMember(ctx: Context, id: string): Promise<z.infer<typeof member>> {
  ctx.authorize('members.manage')
  return ctx.transaction(async (tx) => {
    const before = await loadMember(tx, id)
    if (await isLastAdministrator(tx, id)) {
      throw conflict(
        'last-administrator',
        'This is the last administrator; name another one first.',
      )
    }
    await tx.db.updateTable('members').set({ removed_at: tx.now() }).where('id', '=', id).execute()
    await tx.db.deleteFrom('session').where('userId', '=', before.userId).execute()
    appendEntry(tx, {
      action: 'members.remove',
      subject: { type: 'members', id },
      before,
      after: null,
    })
    return before
  })
}
