import type { Context } from '../../context.ts'
import { notFound, refusedBecause } from '../../errors.ts'
import { type MeasuredVersion, loadMeasuredVersion } from './measured-version.ts'
import type { Protocol } from './store.ts'

/** The version that a run measures: the one named, else the candidate. */
export async function runTarget(
  ctx: Context,
  protocol: Protocol,
  versionId: string | undefined,
): Promise<{ version: MeasuredVersion; thresholds: number[] }> {
  const id = versionId ?? (await candidateOf(ctx, protocol.aiSystemId))
  const version = await loadMeasuredVersion(ctx, id)
  if (version.aiSystemId !== protocol.aiSystemId) throw notFound('version', id)
  if (version.withdrawn) {
    throw refusedBecause([
      {
        code: 'version-withdrawn',
        message: `Version ${version.label} was withdrawn.`,
        remedy: 'Choose another version.',
        where: `/ai-systems/${protocol.aiSystemId}/versions`,
      },
    ])
  }
  // The threshold that the version will run with is counted whatever the protocol asks for.
  const thresholds = [...new Set([...protocol.thresholds, version.threshold])]
  return { version, thresholds: thresholds.toSorted((a, b) => a - b) }
}

async function candidateOf(ctx: Context, aiSystemId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('aliases')
    .innerJoin('ai_systems', 'ai_systems.id', 'aliases.ai_system_id')
    .select('aliases.version_id')
    .where('ai_systems.organization_id', '=', ctx.organizationId)
    .where('aliases.ai_system_id', '=', aiSystemId)
    .where('aliases.alias', '=', 'candidate')
    .executeTakeFirst()
  if (row !== undefined && row.version_id !== null) return row.version_id
  throw refusedBecause([
    {
      code: 'candidate-missing',
      message: 'No version is the candidate.',
      remedy: 'Register the version that will be measured, or name one.',
      who: 'Model owner',
      where: `/ai-systems/${aiSystemId}/versions`,
    },
  ])
}
