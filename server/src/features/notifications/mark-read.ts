import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { markReadRequest } from './schemas.ts'
import type { notificationList } from './schemas.ts'
import { listNotifications } from './store.ts'

export async function markRead(
  ctx: Context,
  input: unknown,
): Promise<z.infer<typeof notificationList>> {
  ctx.authorize('notifications.manage')
  const { ids } = parse(markReadRequest, input)
  return ctx.transaction(async (tx) => {
    const changed = await tx.db
      .updateTable('notifications')
      .set({ read_at: tx.now() })
      .where('user_id', '=', tx.actor.id)
      .where('organization_id', '=', tx.organizationId)
      .where('id', 'in', ids)
      .where('read_at', 'is', null)
      .returning('id')
      .execute()
    appendEntry(tx, {
      action: 'notifications.mark-read',
      subject: { type: 'notifications', id: tx.actor.id },
      before: null,
      after: changed,
      details: { count: changed.length },
    })
    return listNotifications(tx)
  })
}
