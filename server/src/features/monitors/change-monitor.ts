import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { monitorRequest } from './schemas.ts'
import { loadMonitor } from './store.ts'
import type { MonitorRecord } from './store.ts'

/** Replaces the settings of a monitor; what it watches (its key) stays. Its detector starts anew. */
export async function changeMonitor(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<MonitorRecord> {
  ctx.authorize('monitors.manage')
  const request: Monitor = parse(monitorRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await loadMonitor(tx, id)
    if (request.key !== before.key) {
      throw invalid('key', 'A monitor keeps its key.', 'Add another monitor instead.')
    }
    await tx.db
      .updateTable('monitors')
      .set({ body: JSON.stringify(request), enabled: request.enabled, updated_at: tx.now() })
      .where('id', '=', id)
      .execute()
    await tx.db.deleteFrom('monitor_states').where('monitor_id', '=', id).execute()
    const after = await loadMonitor(tx, id)
    appendEntry(tx, {
      action: 'monitors.change',
      subject: { type: 'monitors', id },
      before,
      after,
      details: { key: after.key, enabled: after.enabled },
    })
    return after
  })
}
