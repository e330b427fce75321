import type { ValidationFact } from '@primum/core/lifecycle/gate-facts'
import type { Context } from '../../context.ts'

/** The newest signed validation report of a version as its gates see it. */
export async function loadValidationFact(
  ctx: Context,
  versionId: string | null,
): Promise<ValidationFact | null> {
  if (versionId === null) return null
  const row = await ctx.db
    .selectFrom('validation_runs')
    .select(['id', 'verdict', 'digest'])
    .where('organization_id', '=', ctx.organizationId)
    .where('version_id', '=', versionId)
    .where('signed_at', 'is not', null)
    .orderBy('signed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const verdict = row.verdict as ValidationFact['verdict']
  return { runId: row.id, verdict, digest: row.digest ?? '' }
}
