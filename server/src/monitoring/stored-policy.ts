import { defaultPolicyForTier, rollbackPolicySchema } from '@primum/core/monitoring/rollback-policy'
import type { RollbackDecision, RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../context.ts'
import type { ActorStamp } from '../ledger/actor-stamp.ts'

/** What a policy that runs dry would have done, and on which version. */
export type DryRun = RollbackDecision & { at: string; versionId: string }

export type StoredPolicy = {
  policy: RollbackPolicy
  isDefault: boolean
  updatedAt: string | null
  updatedBy: ActorStamp | null
  lastDryRun: DryRun | null
}

/**
 * The policy that holds for a system: its own, or the default of its tier. One that was stored
 * before a setting existed has that setting's default.
 */
export async function readStoredPolicy(
  ctx: Context,
  system: { id: string; tier: number | null },
): Promise<StoredPolicy> {
  const row = await ctx.db
    .selectFrom('rollback_policies')
    .selectAll()
    .where('ai_system_id', '=', system.id)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) {
    const policy = defaultPolicyForTier(system.tier)
    return { policy, isDefault: true, updatedAt: null, updatedBy: null, lastDryRun: null }
  }
  return {
    policy: rollbackPolicySchema.parse(row.body),
    isDefault: false,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by as unknown as ActorStamp,
    lastDryRun: row.last_dry_run as unknown as DryRun | null,
  }
}

/** The policy as it decides: nothing happens by itself under one that nobody has set. */
export function decidingPolicy({ policy, isDefault }: StoredPolicy): RollbackPolicy {
  return isDefault ? { ...policy, autoAfterHours: null } : policy
}
