import { digestOf } from '@primum/core/ledger/chain'
import type { Reason } from '@primum/core/shared/result'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import type { RollbackProposal } from './store.ts'
import { loadProposal } from './store.ts'

export type Proposing = {
  aiSystemId: string
  versionId: string
  epochSequence: number
  /** null: to suspend */
  targetVersionId: string | null
  reasons: readonly Reason[]
  evidence: Record<string, unknown>
  approvalsRequired: number
  /** ISO instant in the system's own time; null: it waits for people */
  dueAt: string | null
  incidentId: string | null
}

/** Asks people to take the stable version back. A system has one open proposal at most. */
export async function openProposal(ctx: Context, proposing: Proposing): Promise<RollbackProposal> {
  ctx.authorize('monitors.manage')
  return ctx.transaction(async (tx) => {
    const id = tx.newId()
    const createdAt = tx.now()
    const digest = digestOf(sha256, plainJson({ id, ...proposing, createdAt }))
    await tx.db
      .insertInto('rollback_proposals')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: proposing.aiSystemId,
        version_id: proposing.versionId,
        epoch_sequence: proposing.epochSequence,
        target_version_id: proposing.targetVersionId,
        reasons: JSON.stringify(proposing.reasons),
        evidence: JSON.stringify(proposing.evidence),
        digest: digest ?? '',
        approvals_required: proposing.approvalsRequired,
        incident_id: proposing.incidentId,
        due_at: proposing.dueAt,
        created_at: createdAt,
      })
      .execute()
    const after = await loadProposal(tx, id)
    appendEntry(tx, {
      action: 'rollback-proposals.open',
      subject: { type: 'rollback-proposals', id },
      before: null,
      after,
      details: {
        aiSystemId: proposing.aiSystemId,
        versionId: proposing.versionId,
        targetVersionId: proposing.targetVersionId,
        digest,
        dueAt: proposing.dueAt,
      },
    })
    return after
  })
}
