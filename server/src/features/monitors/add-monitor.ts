import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { monitorRequest } from './schemas.ts'
import { loadMonitor } from './store.ts'
import type { MonitorRecord } from './store.ts'

/** Adds one monitor to a system; its key must be new there. */
export async function addMonitor(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<MonitorRecord> {
  ctx.authorize('monitors.manage')
  const request: Monitor = parse(monitorRequest, input)
  return ctx.transaction(async (tx) => {
    await loadAiSystem(tx, aiSystemId)
    const made = await tx.db
      .insertInto('monitors')
      .values({
        id: tx.newId(),
        organization_id: tx.organizationId,
        ai_system_id: aiSystemId,
        key: request.key,
        body: JSON.stringify(request),
        enabled: request.enabled,
        created_at: tx.now(),
        updated_at: tx.now(),
      })
      .onConflict((clash) => clash.columns(['ai_system_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) {
      throw conflict(
        'monitor-exists',
        `A monitor ${request.key} exists already.`,
        'Change that one.',
      )
    }
    const after = await loadMonitor(tx, made.id)
    appendEntry(tx, {
      action: 'monitors.add',
      subject: { type: 'monitors', id: made.id },
      before: null,
      after,
      details: { key: after.key },
    })
    return after
  })
}
