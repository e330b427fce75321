import type { Context } from '../../context.ts'

/** The newest of one's own notifications. */
export async function listNotifications(ctx: Context) {
  ctx.authorize('worklist.read')
  const own = ctx.db
    .selectFrom('notifications')
    .where('user_id', '=', ctx.actor.id)
    .where('organization_id', '=', ctx.organizationId)
  const rows = await own.selectAll().orderBy('created_at', 'desc').limit(100).execute()
  const { count } = await own
    .where('read_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      body: row.body,
      path: row.path,
      createdAt: row.created_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
    unread: count,
  }
}
