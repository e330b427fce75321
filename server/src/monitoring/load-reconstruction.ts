import type {
  ReconstructionDay,
  ReconstructionDays,
} from '@primum/core/monitoring/reconstruction-day'
import type { Context } from '../context.ts'

export const noReconstruction: ReconstructionDays = () => null

/** The reconstruction errors of a version in a span of days. */
export async function loadReconstruction(
  ctx: Context,
  versionId: string,
  span: { from: string; to: string },
): Promise<ReconstructionDays> {
  const rows = await ctx.db
    .selectFrom('reconstruction_days')
    .select(['day', 'n', 'errors', 'squares', 'imputed'])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
    .execute()
  const days = new Map<string, ReconstructionDay>(rows.map(({ day, ...sum }) => [day, sum]))
  return (day) => days.get(day) ?? null
}

/** The days with a prediction that was counted, or null where none was. */
export async function reconstructedDays(
  ctx: Context,
  versionId: string,
): Promise<{ from: string; to: string } | null> {
  const found = await ctx.db
    .selectFrom('reconstruction_days')
    .select((eb) => [eb.fn.min('day').as('from'), eb.fn.max('day').as('to')])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  return found?.from && found.to ? { from: found.from, to: found.to } : null
}
