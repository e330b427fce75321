import { millisecondsPerDay } from '@primum/core/monitoring/days'
import type { Context } from '../context.ts'

/**
 * Whether the approvals on which a version last became stable still hold: they stand on its very
 * content, and are not older than the policy allows. Withdrawing, which ends them, is seen elsewhere.
 */
export async function approvalsHold(
  tx: Context,
  version: { id: string; digest: string },
  expireAfterDays: number | null,
): Promise<boolean> {
  const event = await tx.db
    .selectFrom('alias_events')
    .select('evidence')
    .where('organization_id', '=', tx.organizationId)
    .where('alias', '=', 'stable')
    .where('cause', '=', 'promotion')
    .where('to_version_id', '=', version.id)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { versionDigest, approvals } = (event?.evidence ?? {}) as {
    versionDigest?: string
    approvals?: { at: string }[]
  }
  if (versionDigest !== version.digest || !Array.isArray(approvals)) return false
  if (approvals.length === 0) return false
  if (expireAfterDays === null) return true
  // Signatures are given in the time of people, also where a system is replayed.
  const oldest = tx.now().getTime() - expireAfterDays * millisecondsPerDay
  return approvals.every(({ at }) => Date.parse(at) >= oldest)
}
