import type { Baseline } from '@primum/core/monitoring/baseline'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

export type VersionBaseline = {
  id: string
  label: string
  threshold: number
  inputSchema: FeatureSchema[]
  withdrawn: boolean
  artifactSha256: string
  baseline: Baseline | null
}

/** Baselines never change, so what was read once stays read: about 150 kB each. */
const recent = new Map<string, Baseline>()
const kept = 300

/** A version of the system with its frozen baseline. */
export async function loadVersionBaseline(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
): Promise<VersionBaseline> {
  const row = await ctx.db
    .selectFrom('versions')
    .select([
      'id',
      'label',
      'threshold',
      'input_schema',
      'baseline_id',
      'withdrawn_at',
      'artifact_sha256',
    ])
    .where('id', '=', versionId)
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('version', versionId)
  return {
    id: row.id,
    label: row.label,
    threshold: row.threshold,
    inputSchema: row.input_schema as unknown as FeatureSchema[],
    withdrawn: row.withdrawn_at !== null,
    artifactSha256: row.artifact_sha256,
    baseline: row.baseline_id === null ? null : await loadBody(ctx, row.baseline_id),
  }
}

async function loadBody(ctx: Context, id: string): Promise<Baseline> {
  const known = recent.get(id)
  if (known !== undefined) return known
  const row = await ctx.db
    .selectFrom('baselines')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const baseline = row.body as unknown as Baseline
  recent.set(id, baseline)
  const [oldest] = recent.keys()
  if (recent.size > kept && oldest !== undefined) recent.delete(oldest)
  return baseline
}
