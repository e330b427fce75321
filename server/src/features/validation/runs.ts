import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ValidationRuns } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { SignOffRecord } from '../sign-offs/list-sign-offs.ts'
import type { RunSummary } from '../../validation/run-summary.ts'
import type { validationRun } from './schemas.ts'

export type Run = z.infer<typeof validationRun>

export const runSubject = 'validation-runs'

type RunRow = Omit<Selectable<ValidationRuns>, 'report' | 'shown_report'> & {
  title: string | null
  protocol_digest: string | null
  label: string
  file_name: string | null
  sha256: string | null
  baseline_name: string | null
  baseline_sha256: string | null
}

/** Runs without their reports, which are large and asked for one by one. */
export function selectRuns(ctx: Context) {
  return ctx.db
    .selectFrom('validation_runs as run')
    .innerJoin('validation_protocols as protocol', 'protocol.id', 'run.protocol_id')
    .innerJoin('versions as version', 'version.id', 'run.version_id')
    .leftJoin('dataset_uploads as upload', 'upload.id', 'run.upload_id')
    .leftJoin('dataset_uploads as baseline', 'baseline.id', 'run.baseline_upload_id')
    .select([
      'run.id',
      'run.organization_id',
      'run.ai_system_id',
      'run.protocol_id',
      'run.version_id',
      'run.upload_id',
      'run.baseline_upload_id',
      'run.silent',
      'run.roles',
      'run.thresholds',
      'run.state',
      'run.step',
      'run.share',
      'run.problems',
      'run.summary',
      'run.verdict',
      'run.digest',
      'run.attempts',
      'run.worker',
      'run.heartbeat_at',
      'run.created_by',
      'run.created_at',
      'run.started_at',
      'run.finished_at',
      'run.signed_at',
    ])
    .select(sql<string | null>`protocol.content ->> 'title'`.as('title'))
    .select(['protocol.digest as protocol_digest', 'version.label as label'])
    .select(['upload.file_name as file_name', 'upload.sha256 as sha256'])
    .select(['baseline.file_name as baseline_name', 'baseline.sha256 as baseline_sha256'])
    .where('run.organization_id', '=', ctx.organizationId)
}

export async function presentRuns(ctx: Context, rows: RunRow[]): Promise<Run[]> {
  const signOffs = await listSignOffs(
    ctx,
    runSubject,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toRun(row, signOffs))
}

export async function loadRun(ctx: Context, id: string): Promise<Run> {
  const row = await selectRuns(ctx).where('run.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('validation run', id)
  const [found] = await presentRuns(ctx, [row as RunRow])
  return found!
}

/** The run, held until the transaction ends. */
export async function holdRun(tx: Context, id: string): Promise<Run> {
  await tx.db
    .selectFrom('validation_runs')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return loadRun(tx, id)
}

/** The same where it still goes on in the hands of this worker; else null. */
export async function holdOwnRun(tx: Context, id: string, worker: string): Promise<Run | null> {
  const own = await tx.db
    .selectFrom('validation_runs')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return own === undefined ? null : loadRun(tx, id)
}

/** What a ledger entry digests of a run: what was asked and what came of it, not how far it is. */
export function runEvidence(run: Run) {
  const { progress: _progress, signOffs: _signOffs, ...evidence } = run
  return evidence
}

function toRun(row: RunRow, signOffs: readonly SignOffRecord[]): Run {
  const summary = row.summary as unknown as RunSummary | null
  const file = (id: string | null, fileName: string | null, sha256: string | null) =>
    id === null ? null : { id, fileName: fileName ?? '', sha256: sha256 ?? '' }
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    protocol: {
      id: row.protocol_id,
      title: row.title ?? '',
      digest: row.protocol_digest ?? '',
    },
    version: { id: row.version_id, label: row.label },
    kind: row.silent === null ? 'file' : 'silent',
    upload: file(row.upload_id, row.file_name, row.sha256),
    baselineUpload: file(row.baseline_upload_id, row.baseline_name, row.baseline_sha256),
    silent: row.silent as unknown as Run['silent'],
    roles: row.roles as unknown as Run['roles'],
    thresholds: row.thresholds,
    state: row.state as Run['state'],
    progress: { step: row.step, share: row.share },
    problems: row.problems as unknown as Run['problems'],
    verdict: row.verdict as Run['verdict'],
    criteria: summary?.criteria ?? [],
    headline: summary?.headline ?? [],
    sampleSize: summary?.sampleSize ?? null,
    digest: row.digest,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    signedAt: row.signed_at?.toISOString() ?? null,
    signOffs: signOffs.filter(({ subjectId }) => subjectId === row.id),
  }
}
