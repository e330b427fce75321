import type { GateFacts, VersionFact } from '@primum/core/lifecycle/gate-facts'
import { referenceProfile } from '@primum/core/monitoring/baseline'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { scoredCounts } from '@primum/core/monitoring/profile-views'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'

export type VersionFacts = GateFacts['versions'] & {
  /** What the versions are, beyond their ids: a signature covers the content. */
  digests: { candidate: string | null; stable: string | null }
}

/** The versions of a system as its gates see them. */
export async function loadVersionFacts(ctx: Context, aiSystemId: string): Promise<VersionFacts> {
  const { count } = await ctx.db
    .selectFrom('versions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  const rows = await ctx.db
    .selectFrom('aliases')
    .innerJoin('versions', 'versions.id', 'aliases.version_id')
    .leftJoin('baselines', 'baselines.id', 'versions.baseline_id')
    .select(['aliases.alias', 'versions.id', 'versions.label', 'versions.digest'])
    .select(['versions.extra_thresholds', 'baselines.body'])
    .where('versions.organization_id', '=', ctx.organizationId)
    .where('aliases.ai_system_id', '=', aiSystemId)
    .where('aliases.alias', 'in', ['candidate', 'stable'])
    .execute()
  const rowOf = (alias: string) => rows.find((row) => row.alias === alias)
  const factOf = (alias: string): VersionFact | null => {
    const row = rowOf(alias)
    if (row === undefined) return null
    return {
      id: row.id,
      label: row.label,
      hasBaseline: row.body !== null,
      baselineEvents: row.body === null ? 0 : eventsOf(row.body as unknown as Baseline),
      thresholds: 1 + row.extra_thresholds.length,
    }
  }
  return {
    count,
    candidate: factOf('candidate'),
    stable: factOf('stable'),
    digests: {
      candidate: rowOf('candidate')?.digest ?? null,
      stable: rowOf('stable')?.digest ?? null,
    },
  }
}

/** Validation rows with the outcome: without any, sensitivity has nothing to be compared with. */
function eventsOf(baseline: Baseline): number {
  const profile = referenceProfile(baseline, overallSegment)
  if (profile === null) return 0
  const { positives } = scoredCounts(profile, 'exclude-unlabelled')
  return positives.reduce((sum, count) => sum + count, 0)
}
