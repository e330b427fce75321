import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { alarm } from './schemas.ts'
import { loadAlarm } from './store.ts'

export async function acknowledgeAlarm(ctx: Context, id: string): Promise<z.infer<typeof alarm>> {
  ctx.authorize('incidents.manage')
  return ctx.transaction(async (tx) => {
    const { recorded: before } = await loadAlarm(tx, id)
    const changed = await tx.db
      .updateTable('alarms')
      .set({ acknowledged_at: tx.now(), acknowledged_by: JSON.stringify(tx.stamp()) })
      .where('id', '=', id)
      .where('acknowledged_at', 'is', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) {
      throw conflict('already-acknowledged', 'This alarm was acknowledged already.')
    }
    const { recorded: after, shown } = await loadAlarm(tx, id)
    appendEntry(tx, {
      action: 'alarms.acknowledge',
      subject: { type: 'alarms', id },
      before,
      after,
      details: { monitor: after.monitor.key, level: after.level },
    })
    return shown
  })
}
