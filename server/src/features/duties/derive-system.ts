import { sql } from 'kysely'
import { deriveDuties } from '@primum/core/duties/derive-duties'
import type { DutyChange } from '@primum/core/duties/derive-duties'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { lawOf } from '../obligations/list-obligations.ts'
import { loadKnownDuties, takeStale, upsertDuties } from './store.ts'

/**
 * Writes what the law asks of a system now, where that differs from what is kept. Nothing is done
 * where nobody marked it, or while somebody else changes or derives it; then it stays marked.
 */
export async function deriveSystem(ctx: Context, aiSystemId: string): Promise<void> {
  ctx.authorize('duties.manage')
  await ctx.transaction(async (tx) => {
    if (!(await isFree(tx, aiSystemId)) || !(await takeStale(tx, aiSystemId))) return
    const system = await loadAiSystem(tx, aiSystemId)
    const today = dayOfInstant(tx.now().toISOString())
    const known = await loadKnownDuties(tx, aiSystemId)
    const isLive = system.clock === 'live' && system.stage !== 'retirement'
    const { obligations } = isLive ? await lawOf(tx, system, today) : { obligations: [] }
    const changes = deriveDuties(known, obligations, today)
    if (changes.length === 0) return
    await upsertDuties(tx, aiSystemId, changes)
    appendEntry(tx, {
      action: 'duties.derive',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: sidesOf(changes, 'before'),
      after: sidesOf(changes, 'after'),
      details: { changes: changes.map(inWords) },
    })
  })
}

/** Holds the system until the transaction ends; false where somebody else does. */
async function isFree(tx: Context, aiSystemId: string): Promise<boolean> {
  const { rows } = await sql`select id from ai_systems where id = ${aiSystemId}
    and organization_id = ${tx.organizationId} for update skip locked`.execute(tx.db)
  return rows.length > 0
}

function sidesOf(changes: readonly DutyChange[], side: 'before' | 'after') {
  return Object.fromEntries(changes.map((each) => [each.requirementId, each[side]]))
}

function inWords({ requirementId, before, after }: DutyChange) {
  return { id: requirementId, from: before?.state ?? null, to: after.state }
}
