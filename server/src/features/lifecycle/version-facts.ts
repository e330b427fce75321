import { reviewsBeforeService } from '@primum/core/lifecycle/gate-facts'
import type { GateFacts, VersionFact } from '@primum/core/lifecycle/gate-facts'
import { referenceProfile } from '@primum/core/monitoring/baseline'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { scoredCounts } from '@primum/core/monitoring/profile-views'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'

export type VersionFacts = GateFacts['versions'] & {
  /** What the versions are, beyond their ids: a signature covers the content. */
  digests: { candidate: string | null; stable: string | null }
}

/** The versions of a system as its gates see them. */
export async function loadVersionFacts(
  ctx: Context,
  { id: aiSystemId, archetype, traits }: AiSystem,
): Promise<VersionFacts> {
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
  const writes = [archetype, ...traits].some((each) => writing.has(each))
  const unscored = rows.filter((row) => writes && row.body === null).map(({ id }) => id)
  const enough = await reviewedEnough(ctx, unscored)
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
      reviewed: unscored.includes(row.id) ? { enough: enough.has(row.id) } : null,
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

/** Kinds of systems and traits whose output is text for a person to read. */
const writing: ReadonlySet<string> = new Set([
  'ambient-documentation',
  'patient-chat',
  'generative',
])

/** Programs may review as well, but before service it takes people. */
async function reviewedEnough(ctx: Context, versionIds: string[]): Promise<Set<string>> {
  if (versionIds.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('reviews')
    .select('version_id')
    .where('organization_id', '=', ctx.organizationId)
    .where('version_id', 'in', versionIds)
    .where('kind', '=', 'human')
    .groupBy('version_id')
    .having((eb) => eb(eb.fn.count('output_id').distinct(), '>=', reviewsBeforeService))
    .execute()
  return new Set(rows.map((row) => row.version_id))
}

/** Validation rows with the outcome: without any, sensitivity has nothing to be compared with. */
function eventsOf(baseline: Baseline): number {
  const profile = referenceProfile(baseline, overallSegment)
  if (profile === null) return 0
  const { positives } = scoredCounts(profile, 'exclude-unlabelled')
  return positives.reduce((sum, count) => sum + count, 0)
}
