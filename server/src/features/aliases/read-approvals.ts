import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { promotionApprovals } from './schemas.ts'

/**
 * The approvals of a version that count now. One counts for the content it was given on (the
 * digest), once per person, and only until the version next enters or leaves production: after that
 * the version has shown something new, and people look again.
 */
export async function readApprovals(
  ctx: Context,
  input: { tier: number | null; version: { id: string; digest: string } },
): Promise<z.infer<typeof promotionApprovals>> {
  ctx.authorize('versions.read')
  const { tier, version } = input
  const events = await ctx.db
    .selectFrom('alias_events')
    .select(['from_version_id', 'cause', 'evidence', 'created_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('alias', '=', 'stable')
    .where((eb) =>
      eb.or([eb('from_version_id', '=', version.id), eb('to_version_id', '=', version.id)]),
    )
    .execute()
  const signatures = await ctx.db
    .selectFrom('sign_offs')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('subject_type', '=', 'versions')
    .where('subject_id', '=', version.id)
    .where('meaning', '=', 'approve-promotion')
    .where('digest', '=', version.digest)
    .orderBy('created_at')
    .execute()
  // Used ones are also known by name: two processes need not agree on the time to the millisecond.
  const used = new Set(events.flatMap(({ evidence }) => approvalIds(evidence)))
  const valid = signatures.filter(
    ({ id, created_at }) => !used.has(id) && events.every((event) => event.created_at < created_at),
  )
  const items = valid
    .filter((row, index) => valid.findIndex(({ user_id }) => user_id === row.user_id) === index)
    .map((row) => ({
      id: row.id,
      userId: row.user_id,
      userName: row.user_name,
      roles: row.roles,
      statement: row.statement,
      method: row.method,
      at: row.created_at.toISOString(),
    }))
  const rolledBackFrom = events.some(
    ({ cause, from_version_id }) =>
      from_version_id === version.id && (cause === 'rollback' || cause === 'suspension'),
  )
  // An unclassified system is held to tier 1.
  const required = rolledBackFrom || (tier ?? 1) <= 2 ? 2 : 1
  return { required, missing: Math.max(0, required - items.length), rolledBackFrom, items }
}

function approvalIds(evidence: unknown): string[] {
  const approvals = (evidence as { approvals?: { id: string }[] } | null)?.approvals
  return Array.isArray(approvals) ? approvals.map(({ id }) => id) : []
}
