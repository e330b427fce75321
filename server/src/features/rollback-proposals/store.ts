import type { z } from 'zod'
import type { ProposalState } from '@primum/core/monitoring/rollback-proposal'
import type { Reason } from '@primum/core/shared/result'
import type { Context } from '../../context.ts'
import { conflict, notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { shownEvidence } from '../../monitoring/shown-verdict.ts'
import { currentEpoch } from '../../monitoring/epoch.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { SignOffRecord } from '../sign-offs/list-sign-offs.ts'
import type { rollbackProposal } from './schemas.ts'

export type RollbackProposal = z.infer<typeof rollbackProposal>

export const subjectType = 'rollback-proposals'

function selectProposals(ctx: Context) {
  return ctx.db
    .selectFrom('rollback_proposals')
    .innerJoin('ai_systems', 'ai_systems.id', 'rollback_proposals.ai_system_id')
    .innerJoin('versions', 'versions.id', 'rollback_proposals.version_id')
    .leftJoin('versions as targets', 'targets.id', 'rollback_proposals.target_version_id')
    .selectAll('rollback_proposals')
    .select(['ai_systems.name as system_name', 'ai_systems.synthetic'])
    .select(['versions.label as version_label', 'targets.label as target_label'])
    .where('rollback_proposals.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectProposals>['executeTakeFirstOrThrow']>>

function toProposal(row: Row, signOffs: readonly SignOffRecord[]): RollbackProposal {
  const target = row.target_version_id
  const given = signOffs.filter(
    ({ subjectId, meaning, digest }) =>
      subjectId === row.id && meaning === 'approve-rollback' && digest === row.digest,
  )
  return {
    id: row.id,
    aiSystem: { id: row.ai_system_id, name: row.system_name, synthetic: row.synthetic },
    version: { id: row.version_id, label: row.version_label },
    target: target === null ? null : { id: target, label: row.target_label ?? '' },
    epochSequence: row.epoch_sequence,
    state: row.state as ProposalState,
    reasons: row.reasons as unknown as Reason[],
    evidence: shownEvidence(row.evidence as Record<string, unknown>),
    digest: row.digest,
    approvalsRequired: row.approvals_required,
    approvals: given.map(({ userId, userName, roles, statement, createdAt }) => ({
      userId,
      userName,
      roles,
      statement,
      at: createdAt,
    })),
    incidentId: row.incident_id,
    createdAt: row.created_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedReason: row.closed_reason,
    closedBy: row.closed_by as unknown as ActorStamp | null,
    aliasSequence: row.alias_sequence,
  }
}

export async function loadProposal(ctx: Context, id: string): Promise<RollbackProposal> {
  ctx.authorize('monitoring.read')
  const row = await selectProposals(ctx).where('rollback_proposals.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('rollback proposal', id)
  return toProposal(row, await listSignOffs(ctx, subjectType, [id]))
}

/** The newest proposals of a system. */
export async function listProposals(ctx: Context, aiSystemId: string) {
  ctx.authorize('monitoring.read')
  await loadAiSystem(ctx, aiSystemId)
  const rows = await selectProposals(ctx)
    .where('rollback_proposals.ai_system_id', '=', aiSystemId)
    .orderBy('rollback_proposals.created_at', 'desc')
    .orderBy('rollback_proposals.id')
    .limit(100)
    .execute()
  const signOffs = await listSignOffs(
    ctx,
    subjectType,
    rows.map((row) => row.id),
  )
  return { items: rows.map((row) => toProposal(row, signOffs)) }
}

/** An open proposal about the version that is stable now, its system locked; any other is refused. */
export async function lockOpenProposal(tx: Context, id: string): Promise<RollbackProposal> {
  const { aiSystem } = await loadProposal(tx, id)
  await lockAiSystem(tx, aiSystem.id)
  const proposal = await loadProposal(tx, id)
  if (proposal.state !== 'open') {
    const message = `This proposal is closed: ${proposal.closedReason ?? proposal.state}`
    throw conflict('proposal-closed', message, 'There is nothing to do.')
  }
  const epoch = await currentEpoch(tx, aiSystem.id)
  if (epoch?.sequence !== proposal.epochSequence) {
    const message = `Version ${proposal.version.label} is not in production any more.`
    throw conflict('proposal-superseded', message, 'There is nothing to do.')
  }
  return proposal
}
