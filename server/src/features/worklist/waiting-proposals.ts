import type { Context } from '../../context.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { WorklistItem } from './schemas.ts'

/** Proposed rollbacks that the asker may still answer. */
export async function waitingProposals(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('rollback-proposals.answer').allowed) return []
  const rows = await ctx.db
    .selectFrom('rollback_proposals')
    .innerJoin('ai_systems', 'ai_systems.id', 'rollback_proposals.ai_system_id')
    .innerJoin('versions', 'versions.id', 'rollback_proposals.version_id')
    .leftJoin('versions as targets', 'targets.id', 'rollback_proposals.target_version_id')
    .select(['rollback_proposals.id', 'approvals_required', 'rollback_proposals.due_at'])
    .select(['ai_systems.id as system_id', 'ai_systems.name', 'ai_systems.synthetic'])
    .select(['ai_systems.clock', 'ai_systems.replay_now'])
    .select(['versions.label', 'targets.label as target'])
    .where('rollback_proposals.organization_id', '=', ctx.organizationId)
    .where('state', '=', 'open')
    .orderBy('rollback_proposals.created_at')
    .limit(100)
    .execute()
  const ids = rows.map((row) => row.id)
  const signOffs = await listSignOffs(ctx, 'rollback-proposals', ids)
  return rows.flatMap((row) => {
    const given = signOffs.filter(({ subjectId }) => subjectId === row.id)
    if (given.some(({ userId }) => userId === ctx.actor.id)) return []
    const where = row.target === null ? 'suspend the system' : `go back to ${row.target}`
    const dueAt = row.due_at?.toISOString() ?? null
    // A proposal is carried out when the system's own clock says so, and not before.
    const now = systemNow(ctx, {
      clock: row.clock === 'replay' ? 'replay' : 'live',
      replayNow: row.replay_now?.toISOString() ?? null,
    })
    const otherwise = dueAt === null ? '' : ' Without an answer it is carried out when it is due.'
    return [
      {
        id: `approval-${row.id}`,
        kind: 'approval' as const,
        title: `${row.name} ${row.label}: it is proposed to ${where}`,
        detail: `${given.length} of ${row.approvals_required} approvals.${otherwise}`,
        path: `/ai-systems/${row.system_id}/monitoring/proposals/${row.id}`,
        action: 'Approve or reject it',
        dueAt,
        clockNow: row.clock === 'replay' ? now.toISOString() : null,
        overdue: row.due_at !== null && row.due_at.getTime() <= now.getTime(),
        urgency: 'now' as const,
        synthetic: row.synthetic,
      },
    ]
  })
}
