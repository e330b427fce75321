import type { ProposalState } from '@primum/core/monitoring/rollback-proposal'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { RollbackProposal } from './store.ts'
import { loadProposal } from './store.ts'

export type Closing = {
  state: Exclude<ProposalState, 'open'>
  reason: string
  /** of the alias event that carried it out; null where none did */
  aliasSequence?: number | null
}

/** Ends an open proposal, once and for good. */
export async function closeProposal(
  ctx: Context,
  id: string,
  closing: Closing,
): Promise<RollbackProposal> {
  ctx.authorize('rollback-proposals.answer')
  const { state, reason, aliasSequence = null } = closing
  return ctx.transaction(async (tx) => {
    const before = await loadProposal(tx, id)
    const changed = await tx.db
      .updateTable('rollback_proposals')
      .set({
        state,
        closed_at: tx.now(),
        closed_reason: reason.slice(0, 4000),
        closed_by: JSON.stringify(tx.stamp()),
        alias_sequence: aliasSequence,
      })
      .where('id', '=', id)
      .where('organization_id', '=', tx.organizationId)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) {
      throw conflict('proposal-closed', 'This proposal is closed already.')
    }
    const after = await loadProposal(tx, id)
    appendEntry(tx, {
      action: 'rollback-proposals.close',
      subject: { type: 'rollback-proposals', id },
      before,
      after,
      details: { aiSystemId: after.aiSystem.id, state, aliasSequence },
    })
    return after
  })
}
