import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { freshness } from '@primum/core/evidence/freshness'
import { mediaTypes } from '@primum/core/evidence/media-types'
import type { Context } from '../../context.ts'
import type { EvidenceVersions } from '../../db/schema.gen.ts'
import { notFound, refusedBecause } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { requireRevision } from '../../require-revision.ts'
import type { evidence, evidenceSummary, evidenceVersion } from './schemas.ts'
import { selectEvidence } from './select-evidence.ts'

export type Evidence = z.infer<typeof evidence>
type EvidenceSummary = z.infer<typeof evidenceSummary>
export type EvidenceVersion = z.infer<typeof evidenceVersion>

export function today(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEvidence>['executeTakeFirstOrThrow']>>

export function toEvidence(row: Row, day: string): EvidenceSummary {
  const { current_from: from, current_until: until, next_from: next } = row
  return {
    id: row.id,
    title: row.title,
    kind: row.kind as EvidenceSummary['kind'],
    description: row.description,
    owner:
      row.owner_id === null
        ? null
        : { id: row.owner_id, userId: row.owner_user_id ?? '', name: row.owner_name ?? '' },
    origin: row.origin as EvidenceSummary['origin'],
    source:
      row.origin_type === null || row.origin_id === null
        ? null
        : { type: row.origin_type, id: row.origin_id },
    freshness: freshness({
      withdrawnOn: row.withdrawn_at?.toISOString().slice(0, 10) ?? null,
      current: from === null ? null : { effectiveFrom: from, effectiveUntil: until },
      next: next === null ? null : { effectiveFrom: next, effectiveUntil: null },
      reviewMonths: row.review_months,
      today: day,
    }),
    reviewMonths: row.review_months,
    retentionUntil: row.retention_until,
    hold: actOf(row.hold_reason, row.hold_by, row.hold_at),
    withdrawn: actOf(row.withdrawal_reason, row.withdrawn_by, row.withdrawn_at),
    versionCount: row.versions,
    uploadedAt: row.uploaded_at.toISOString(),
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    revision: row.revision,
  }
}

function actOf(reason: string | null, by: unknown, at: Date | null) {
  return reason === null || at === null
    ? null
    : { reason, by: by as ActorStamp, at: at.toISOString() }
}

export function toVersion(version: Selectable<EvidenceVersions>, day: string): EvidenceVersion {
  return {
    number: version.number,
    sha256: version.sha256,
    size: version.size,
    mediaType: version.media_type,
    fileName: version.file_name,
    effectiveFrom: version.effective_from,
    effectiveUntil: version.effective_until,
    governs:
      version.effective_from <= day &&
      (version.governs_until === null || version.governs_until > day),
    previewable: mediaTypes[version.media_type]?.preview != null,
    note: version.note,
    uploadedBy: version.uploaded_by as unknown as ActorStamp,
    uploadedAt: version.uploaded_at.toISOString(),
  }
}

/** How many versions come with a piece of evidence; all of them have a list of their own. */
const newest = 100

export async function loadEvidence(ctx: Context, id: string): Promise<Evidence> {
  ctx.authorize('evidence.read')
  const row = await selectEvidence(ctx).where('evidence.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('evidence', id)
  const versions = await ctx.db
    .selectFrom('evidence_versions')
    .selectAll()
    .where('evidence_id', '=', id)
    .orderBy('number', 'desc')
    .limit(newest)
    .execute()
  const { count } = await ctx.db
    .selectFrom('evidence_links')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('evidence_id', '=', id)
    .executeTakeFirstOrThrow()
  const day = today(ctx)
  return {
    ...toEvidence(row, day),
    versions: versions.map((version) => toVersion(version, day)),
    linkCount: count,
  }
}

/** The piece, held until the transaction ends; refused where somebody else changed it meanwhile. */
export async function lockEvidence(
  tx: Context,
  id: string,
  revision: number | null = null,
): Promise<Evidence> {
  const row = await tx.db
    .selectFrom('evidence')
    .select('revision')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('evidence', id)
  requireRevision(row.revision, revision, 'changed this evidence')
  return loadEvidence(tx, id)
}

/** The row of a version, or `not-found`: also of a piece of another organization. */
export async function loadVersion(ctx: Context, id: string, number: number) {
  ctx.authorize('evidence.read')
  const row = await ctx.db
    .selectFrom('evidence_versions')
    .selectAll()
    .where('evidence_id', '=', id)
    .where('number', '=', number)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('version of evidence', `${id}/${number}`)
  return row
}

export function refuseWithdrawn({ title, withdrawn }: Evidence): void {
  if (withdrawn === null) return
  const message = `“${title}” is withdrawn.`
  throw refusedBecause([{ code: 'withdrawn', message, remedy: 'File it as another one.' }])
}

export type NewVersion = {
  sha256: string
  size: number
  mediaType: string
  fileName: string
  effectiveFrom: string
  effectiveUntil: string | null
  note: string | null
}

/** Adds a version to a piece that is held; those that it takes over from govern until it begins. */
export async function insertVersion(
  tx: Context,
  { id, versionCount, revision }: Pick<Evidence, 'id' | 'versionCount' | 'revision'>,
  version: NewVersion,
): Promise<void> {
  const { effectiveFrom } = version
  await tx.db
    .updateTable('evidence_versions')
    .set({ governs_until: effectiveFrom })
    .where('evidence_id', '=', id)
    .where('effective_from', '<=', effectiveFrom)
    .where((eb) =>
      eb.or([eb('governs_until', 'is', null), eb('governs_until', '>', effectiveFrom)]),
    )
    .execute()
  await tx.db
    .insertInto('evidence_versions')
    .values({
      evidence_id: id,
      number: versionCount + 1,
      organization_id: tx.organizationId,
      sha256: version.sha256,
      size: version.size,
      media_type: version.mediaType,
      file_name: version.fileName,
      effective_from: effectiveFrom,
      effective_until: version.effectiveUntil,
      governs_until: sql<string | null>`(select min(effective_from) from evidence_versions
        where evidence_id = ${id} and effective_from > ${effectiveFrom}::date)`,
      review_on: sql<string | null>`${effectiveFrom}::date + make_interval(
        months => (select review_months from evidence where id = ${id}))`,
      note: version.note,
      uploaded_by: JSON.stringify(tx.stamp()),
      uploaded_at: tx.now(),
    })
    .execute()
  await tx.db
    .updateTable('evidence')
    .set({ versions: versionCount + 1, uploaded_at: tx.now(), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
}

/** Moves the days on which the versions of a piece have to be reviewed. */
export async function updateReviews(
  tx: Context,
  id: string,
  reviewMonths: number | null,
): Promise<void> {
  await tx.db
    .updateTable('evidence_versions')
    .set({
      review_on: sql<string | null>`effective_from + make_interval(months => ${reviewMonths}::int)`,
    })
    .where('evidence_id', '=', id)
    .execute()
}

export type NewLink = { type: string; id: string; aiSystemId: string | null; note: string | null }

/** Links a piece that is held to what it speaks for. */
export async function insertLink(tx: Context, evidenceId: string, link: NewLink): Promise<string> {
  const id = tx.newId()
  await tx.db
    .insertInto('evidence_links')
    .values({
      id,
      organization_id: tx.organizationId,
      evidence_id: evidenceId,
      target_type: link.type,
      target_id: link.id,
      ai_system_id: link.aiSystemId,
      note: link.note,
      created_by: JSON.stringify(tx.stamp()),
      created_at: tx.now(),
    })
    .execute()
  return id
}
