import type { CoverageSources } from '@primum/core/frameworks/coverage'
import type { Context } from '../../context.ts'
import type { Line } from './store.ts'

/** Why controls of a framework do not apply, as the newest signed statement says. */
export async function declaredExclusions(
  ctx: Context,
  framework: string,
): Promise<CoverageSources['excluded']> {
  ctx.authorize('controls.read')
  const row = await ctx.db
    .selectFrom('statements')
    .select(['number', 'signed'])
    .where('organization_id', '=', ctx.organizationId)
    .where('framework', '=', framework)
    .where('signed_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return () => null
  const { lines } = row.signed as unknown as { lines: Line[] }
  const excluded = new Map(
    lines
      .filter(({ applicable }) => applicable === false)
      .map(({ requirementId, justification }) => [
        requirementId,
        `statement of applicability ${row.number}: ${justification}`,
      ]),
  )
  return (requirementId) => excluded.get(requirementId) ?? null
}
