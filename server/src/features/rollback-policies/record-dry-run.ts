import type { RollbackDecision } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { DryRun } from '../../monitoring/stored-policy.ts'
import { loadPolicy } from './load-policy.ts'

/**
 * Keeps what a policy that runs dry would have done. The same answer on the same version is written
 * once, however often it is judged again.
 */
export async function recordDryRun(
  ctx: Context,
  aiSystemId: string,
  would: { at: string; versionId: string; decision: RollbackDecision },
): Promise<void> {
  ctx.authorize('monitors.manage')
  const { at, versionId, decision } = would
  await ctx.transaction(async (tx) => {
    const { lastDryRun: before } = await loadPolicy(tx, aiSystemId)
    const known =
      before !== null &&
      before.versionId === versionId &&
      before.action === decision.action &&
      before.targetVersionId === decision.targetVersionId
    if (known) return
    const after: DryRun = { ...decision, at, versionId }
    await tx.db
      .updateTable('rollback_policies')
      .set({ last_dry_run: JSON.stringify(after) })
      .where('ai_system_id', '=', aiSystemId)
      .execute()
    appendEntry(tx, {
      action: 'rollback-policies.rollback-dry-run',
      subject: { type: 'ai-systems', id: aiSystemId },
      before,
      after,
      details: { action: after.action, versionId, targetVersionId: after.targetVersionId },
    })
  })
}
