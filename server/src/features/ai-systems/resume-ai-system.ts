import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { resumeRequest } from './schemas.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { lockAiSystem } from './lock-ai-system.ts'
import type { AiSystem } from './ai-system.ts'

/** Lifts a suspension, once what led to it is settled. It brings no version back: people do. */
export async function resumeAiSystem(ctx: Context, id: string, input: unknown): Promise<AiSystem> {
  ctx.authorize('ai-systems.resume')
  const { reason } = parse(resumeRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, id)
    if (before.suspendedAt === null) throw conflict('not-suspended', 'It is not suspended.')
    await refuseWhileCritical(tx, id)
    await tx.db
      .updateTable('ai_systems')
      .set({
        suspended_at: null,
        suspension_reason: null,
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.resume',
      subject: { type: 'ai-systems', id },
      before,
      after,
      details: { reason },
    })
    return after
  })
}

async function refuseWhileCritical(tx: Context, id: string): Promise<void> {
  const open = await tx.db
    .selectFrom('incidents')
    .select('number')
    .where('ai_system_id', '=', id)
    .where('severity', '=', 'critical')
    .where('status', 'not in', ['resolved', 'closed'])
    .orderBy('number')
    .execute()
  if (open.length === 0) return
  throw refusedBecause([
    {
      code: 'critical-incident-open',
      message: `Open critical incidents: ${open.map(({ number }) => `#${number}`).join(', ')}.`,
      remedy: 'Resolve them first.',
      who: 'Governance lead',
      where: `/ai-systems/${id}/incidents`,
    },
  ])
}
