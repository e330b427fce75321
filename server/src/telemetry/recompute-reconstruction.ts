import { emptyReconstruction } from '@primum/core/monitoring/reconstruction-day'
import type { ReconstructionDay } from '@primum/core/monitoring/reconstruction-day'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { versionsById } from './version-rules.ts'

/**
 * The reconstruction errors of a version as its stored rows alone give them. What is stored equals
 * these on each day all of whose predictions came while the monitor was on. Changes nothing.
 */
export async function recomputeReconstruction(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
): Promise<(ReconstructionDay & { day: string })[]> {
  const version = (await versionsById(ctx, aiSystemId, [versionId])).get(versionId)
  if (version === undefined) throw notFound('version', versionId)
  const { countReconstruction } = version
  if (countReconstruction === null) return []
  const found: (ReconstructionDay & { day: string })[] = []
  for (const { day } of await ctx.services.telemetry.daysOf(ctx, aiSystemId, versionId)) {
    const sum = emptyReconstruction()
    for (const row of await ctx.services.telemetry.rowsOfDay(ctx, aiSystemId, versionId, day)) {
      countReconstruction(sum, row.features)
    }
    found.push({ day, ...sum })
  }
  return found
}
