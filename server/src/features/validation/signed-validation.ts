import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { RunSummary } from '../../validation/run-summary.ts'
import { runSubject } from './runs.ts'
import type { signedValidation } from './schemas.ts'
import { loadProtocol } from './store.ts'

export type SignedValidation = z.infer<typeof signedValidation>

/** The newest signed run of a version, or null: the measured part of its model card. */
export async function newestSignedValidation(
  ctx: Context,
  versionId: string,
): Promise<SignedValidation | null> {
  // A part of the version: who may see the one may see the other, keys of before included.
  ctx.authorize('versions.read')
  const row = await ctx.db
    .selectFrom('validation_runs')
    .select(['id', 'protocol_id', 'silent', 'summary', 'verdict', 'digest', 'signed_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('version_id', '=', versionId)
    .where('signed_at', 'is not', null)
    .orderBy('signed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined || row.signed_at === null) return null
  const protocol = await loadProtocol(ctx, row.protocol_id)
  const summary = row.summary as unknown as RunSummary
  const [signature] = await listSignOffs(ctx, runSubject, [row.id])
  return {
    runId: row.id,
    protocol: { id: protocol.id, title: protocol.title },
    kind: row.silent === null ? 'file' : 'silent',
    intendedPopulation: protocol.intendedPopulation,
    verdict: row.verdict as SignedValidation['verdict'],
    metrics: summary.headline,
    n: summary.sampleSize.n,
    events: summary.sampleSize.events,
    signedBy: signature?.userName ?? '',
    signedAt: row.signed_at.toISOString(),
    digest: row.digest ?? '',
  }
}
