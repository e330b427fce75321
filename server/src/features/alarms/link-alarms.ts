import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'

/** Ties alarms to the incident that they opened. */
export async function linkAlarms(
  ctx: Context,
  ids: readonly string[],
  incidentId: string,
): Promise<void> {
  ctx.authorize('incidents.manage')
  if (ids.length === 0) return
  await ctx.transaction(async (tx) => {
    await tx.db
      .updateTable('alarms')
      .set({ incident_id: incidentId })
      .where('id', 'in', ids)
      .where('organization_id', '=', tx.organizationId)
      .execute()
    appendEntry(tx, {
      action: 'alarms.link',
      subject: { type: 'incidents', id: incidentId },
      before: null,
      after: ids,
      details: { alarms: ids.length },
    })
  })
}
