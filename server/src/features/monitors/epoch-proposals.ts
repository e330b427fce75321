import type { OpenProposal } from '@primum/core/monitoring/rollback-proposal'
import type { Context } from '../../context.ts'
import type { Epoch } from '../../monitoring/epoch.ts'

/** What people were asked in an epoch. */
export type EpochProposals = {
  open: (OpenProposal & { id: string; incidentId: string | null }) | null
  /** whether the last one that people answered was rejected */
  rejected: boolean
}

export async function readEpochProposals(
  ctx: Context,
  aiSystemId: string,
  epoch: Epoch,
): Promise<EpochProposals> {
  const rows = await ctx.db
    .selectFrom('rollback_proposals')
    .innerJoin('ai_systems', 'ai_systems.id', 'rollback_proposals.ai_system_id')
    .leftJoin('incidents', 'incidents.id', 'rollback_proposals.incident_id')
    .select(['rollback_proposals.id', 'rollback_proposals.version_id', 'state', 'incident_id'])
    .select(['target_version_id', 'rollback_proposals.due_at', 'incidents.status'])
    .where('rollback_proposals.organization_id', '=', ctx.organizationId)
    .where('rollback_proposals.ai_system_id', '=', aiSystemId)
    .where('epoch_sequence', '=', epoch.sequence)
    .orderBy('rollback_proposals.created_at', 'desc')
    .execute()
  const open = rows.find((row) => row.state === 'open')
  // An incident that is settled is not opened again: what happens next is another one.
  const settled = open?.status === 'resolved' || open?.status === 'closed'
  return {
    open:
      open === undefined
        ? null
        : {
            id: open.id,
            versionId: open.version_id,
            targetVersionId: open.target_version_id,
            dueAt: open.due_at?.toISOString() ?? null,
            incidentId: settled ? null : open.incident_id,
          },
    rejected: rows.find((row) => row.state !== 'open')?.state === 'rejected',
  }
}
