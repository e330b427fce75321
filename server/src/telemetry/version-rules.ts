import { sql } from 'kysely'
import type { BaselineReconstruction } from '@primum/core/monitoring/baseline-reconstruction'
import type { Binning } from '@primum/core/monitoring/binning'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { monitorKey } from '@primum/core/monitoring/monitor'
import { reconstructionCounter } from '@primum/core/monitoring/reconstruction-day'
import type { CountReconstruction } from '@primum/core/monitoring/reconstruction-day'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'

/** What the rows of a version are checked against and counted with. */
export type VersionRules = {
  id: string
  label: string
  withdrawn: boolean
  /** by name; like the groups in the order of canonical JSON */
  features: ReadonlyMap<string, FeatureSchema>
  groups: ReadonlySet<string>
  /** null where the version has no baseline: its rows are kept, and no profiles */
  binning: Binning | null
  /** null unless a monitor of it is on, and the baseline says how features go together */
  countReconstruction: CountReconstruction | null
}

/** The versions of an AI system with these labels, by label. */
export async function versionsByLabel(ctx: Context, aiSystemId: string, labels: string[]) {
  const rules = await loadRules(ctx, aiSystemId, 'label', labels)
  return new Map(rules.map((each) => [each.label, each]))
}

export async function versionsById(ctx: Context, aiSystemId: string, ids: string[]) {
  const rules = await loadRules(ctx, aiSystemId, 'id', ids)
  return new Map(rules.map((each) => [each.id, each]))
}

async function loadRules(
  ctx: Context,
  aiSystemId: string,
  key: 'id' | 'label',
  wanted: string[],
): Promise<VersionRules[]> {
  if (wanted.length === 0) return []
  const rows = await ctx.db
    .selectFrom('versions')
    .select(['id', 'label', 'withdrawn_at', 'input_schema', 'group_attributes', 'baseline_id'])
    .select(isWatchedTogether(aiSystemId).as('is_watched_together'))
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where(key, 'in', wanted)
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      label: row.label,
      withdrawn: row.withdrawn_at !== null,
      features: new Map(
        (row.input_schema as unknown as FeatureSchema[])
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map((each) => [each.name, each]),
      ),
      groups: new Set(row.group_attributes.toSorted()),
      binning: row.baseline_id === null ? null : await loadBinning(ctx, row.baseline_id),
      countReconstruction:
        row.baseline_id === null || !row.is_watched_together
          ? null
          : await loadCounter(ctx, row.baseline_id),
    })),
  )
}

/** In the query that reads the versions anyway, so that a post costs no further one. */
function isWatchedTogether(aiSystemId: string) {
  return sql<boolean>`exists (
    select from monitors where ai_system_id = ${aiSystemId} and key = ${multivariateKey} and enabled)`
}

const multivariateKey = monitorKey({ metric: 'multivariate-drift', segment: overallSegment })

/** Baselines never change, and reading one is slow: the process keeps the bins of some. */
const binnings = new Map<string, Binning>()
const maximumKept = 200

async function loadBinning(ctx: Context, baselineId: string): Promise<Binning> {
  const kept = binnings.get(baselineId)
  if (kept !== undefined) return kept
  const { bins } = await ctx.db
    .selectFrom('baselines')
    .select(
      sql<Binning>`body - array['profile', 'segments', 'unlisted', 'reconstruction']`.as('bins'),
    )
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', baselineId)
    .executeTakeFirstOrThrow()
  const { fingerprint, scoreEdges, features, featureCells } = bins
  const binning = { fingerprint, scoreEdges, features, featureCells }
  const oldest = binnings.size >= maximumKept ? binnings.keys().next().value : undefined
  if (oldest !== undefined) binnings.delete(oldest)
  binnings.set(baselineId, binning)
  return binning
}

const counters = new Map<string, CountReconstruction | null>()

async function loadCounter(ctx: Context, baselineId: string): Promise<CountReconstruction | null> {
  const kept = counters.get(baselineId)
  if (kept !== undefined) return kept
  const { part } = await ctx.db
    .selectFrom('baselines')
    .select(sql<BaselineReconstruction | null>`body -> 'reconstruction'`.as('part'))
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', baselineId)
    .executeTakeFirstOrThrow()
  const counter = part === null ? null : reconstructionCounter(part)
  const oldest = counters.size >= maximumKept ? counters.keys().next().value : undefined
  if (oldest !== undefined) counters.delete(oldest)
  counters.set(baselineId, counter)
  return counter
}
