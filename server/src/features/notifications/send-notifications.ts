import { sql } from 'kysely'
import type { Role } from '@primum/core/access/roles'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'

export type Notice = { kind: string; title: string; body: string; path: string }

/** Everyone who holds one of the roles, or the people named. */
export type Recipients = readonly Role[] | { userIds: readonly string[] }

/** Tells members who are concerned; part of the transaction that it tells of. */
export async function sendNotifications(
  ctx: Context,
  to: Recipients,
  notice: Notice,
): Promise<number> {
  ctx.authorize('incidents.open')
  return ctx.transaction(async (tx) => {
    const members = await tx.db
      .selectFrom('members')
      .select('user_id')
      .where('organization_id', '=', tx.organizationId)
      .where('removed_at', 'is', null)
      .where(
        'userIds' in to
          ? sql<boolean>`user_id = any(${[...to.userIds]}::text[])`
          : sql<boolean>`roles && ${[...to]}::text[]`,
      )
      .execute()
    const recipients = [...new Set(members.map((member) => member.user_id))]
    if (recipients.length > 0) {
      await tx.db
        .insertInto('notifications')
        .values(
          recipients.map((userId) => ({
            id: tx.newId(),
            organization_id: tx.organizationId,
            user_id: userId,
            ...notice,
            created_at: tx.now(),
          })),
        )
        .execute()
    }
    appendEntry(tx, {
      action: 'notifications.send',
      subject: { type: 'notifications', id: notice.path },
      before: null,
      after: notice,
      details: { kind: notice.kind, title: notice.title, recipients: recipients.length },
    })
    return recipients.length
  })
}
