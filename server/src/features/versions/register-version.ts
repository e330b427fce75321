import type { Baseline } from '@primum/core/monitoring/baseline'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict, invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { pointCandidate } from '../aliases/point-candidate.ts'
import { requireBaselineFit } from '../../registry/baseline-fit.ts'
import { versionDigest } from '../../registry/version-digest.ts'
import { registerVersionRequest } from './schemas.ts'
import { loadVersion } from './store.ts'
import type { Version } from './store.ts'

type Request = z.infer<typeof registerVersionRequest>

/** Registers a version for good, and makes it the candidate. */
export async function registerVersion(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<Version> {
  ctx.authorize('versions.register')
  const request = parse(registerVersionRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const baselineDigest = await digestOfBaseline(tx, system.id, request)
    const digest = versionDigest(request, baselineDigest)
    await refuseTwin(tx, system.id, request.label, digest)
    const id = tx.newId()
    await tx.db
      .insertInto('versions')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        label: request.label,
        digest,
        artifact_sha256: request.artifactSha256,
        artifact_uri: request.artifactUri,
        code_reference: request.codeReference,
        data_reference: request.dataReference,
        threshold: request.threshold,
        extra_thresholds: request.extraThresholds,
        input_schema: JSON.stringify(request.inputSchema),
        group_attributes: request.groupAttributes,
        baseline_id: request.baselineId,
        stated_metrics: JSON.stringify(request.statedMetrics),
        intended_use: request.intendedUse,
        change_summary: request.changeSummary,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
    appendEntry(tx, {
      action: 'versions.register',
      subject: { type: 'versions', id },
      before: null,
      after: await loadVersion(tx, id),
      details: { aiSystemId: system.id, label: request.label, digest },
    })
    await pointCandidate(tx, { aiSystemId: system.id, versionId: id })
    return loadVersion(tx, id)
  })
}

async function digestOfBaseline(
  tx: Context,
  aiSystemId: string,
  request: Request,
): Promise<string | null> {
  if (request.baselineId === null) return null
  const row = await tx.db
    .selectFrom('baselines')
    .select(['digest', 'body'])
    .where('organization_id', '=', tx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('id', '=', request.baselineId)
    .executeTakeFirst()
  if (row === undefined) {
    throw invalid('baselineId', 'This AI system has no such baseline.', 'Register it first.')
  }
  requireBaselineFit(request, row.body as unknown as Baseline)
  return row.digest
}

/** The system's row is locked, so nobody registers a twin between this look and the insert. */
async function refuseTwin(tx: Context, aiSystemId: string, label: string, digest: string) {
  const twins = await tx.db
    .selectFrom('versions')
    .select(['id', 'label'])
    .where('ai_system_id', '=', aiSystemId)
    .where((eb) => eb.or([eb('label', '=', label), eb('digest', '=', digest)]))
    .execute()
  const sameLabel = twins.find((twin) => twin.label === label)
  if (sameLabel !== undefined) {
    const message = `A version ${label} is registered already: ${sameLabel.id}.`
    throw conflict('label-taken', message, 'A version never changes: use another label.')
  }
  const [twin] = twins
  if (twin === undefined) return
  const message = `The same content is registered already, as version ${twin.label}: ${twin.id}.`
  throw conflict('version-exists', message, 'Use the registered version.')
}
