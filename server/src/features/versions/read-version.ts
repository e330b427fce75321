import type { Baseline } from '@primum/core/monitoring/baseline'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { readApprovals } from '../aliases/read-approvals.ts'
import { baselineMetrics } from '../../registry/baseline-metrics.ts'
import { listDeployments } from '../deployments/list-deployments.ts'
import { newestSignedValidation } from '../validation/signed-validation.ts'
import type { versionDetail } from './schemas.ts'
import { loadVersion } from './store.ts'
import type { Version } from './store.ts'

/** A version with what is computed of it: metrics at validation, valid approvals, deployments. */
export async function readVersion(
  ctx: Context,
  id: string,
): Promise<z.infer<typeof versionDetail>> {
  ctx.authorize('versions.read')
  const version = await loadVersion(ctx, id)
  const system = await loadAiSystem(ctx, version.aiSystemId)
  const deployments = await listDeployments(ctx, system.id, { versionId: id, limit: 200 })
  return {
    ...version,
    metrics: await metricsOf(ctx, version, system.labelPolicy),
    approvals: await readApprovals(ctx, { tier: system.tier, version }),
    deployments: deployments.items,
    validation: await newestSignedValidation(ctx, id),
  }
}

async function metricsOf(
  ctx: Context,
  version: Version,
  labelPolicy: 'absence-is-negative' | 'exclude-unlabelled',
) {
  if (version.baselineId === null) return null
  const { body } = await ctx.db
    .selectFrom('baselines')
    .select('body')
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', version.baselineId)
    .executeTakeFirstOrThrow()
  const thresholds = [version.threshold, ...version.extraThresholds]
  return baselineMetrics(body as unknown as Baseline, { thresholds, labelPolicy })
}
