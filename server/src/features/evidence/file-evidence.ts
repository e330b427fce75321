import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { EvidenceKind } from '@primum/core/evidence/evidence'
import type { Context } from '../../context.ts'
import { inspectFile } from '../../files/inspect-file.ts'
import { requireKept } from '../../files/kept-content.ts'
import { discardFile, receiveFile } from '../../files/receive-file.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { isLinked } from './links.ts'
import { searchWords } from './search-words.ts'
import { insertLink, insertVersion, loadEvidence, lockEvidence, today } from './store.ts'
import type { Evidence } from './store.ts'
import { resolveTargets } from './targets.ts'
import type { Target } from './targets.ts'

/** What Primum files of its own records. */
export type FiledEvidence = {
  /** the record that it is made from, such as `validation-runs` and its id: filed once for each */
  origin: { type: string; id: string }
  kind: EvidenceKind
  title: string
  description?: string
  /** JSON, Markdown or PDF */
  content: Buffer
  fileName: string
  /** today where absent */
  effectiveFrom?: string
  effectiveUntil?: string | null
  reviewMonths?: number | null
  links?: readonly Target[]
  note?: string
}

/**
 * Files evidence that Primum made itself, in the transaction of what made it; call it with
 * `tx.asSystem()`. The same origin is the same piece: other content than its newest becomes a
 * version, the same content and known links change nothing. What was withdrawn stays withdrawn.
 */
export async function fileEvidence(ctx: Context, filed: FiledEvidence): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  const sha256 = createHash('sha256').update(filed.content).digest('hex')
  return ctx.transaction(async (tx) => {
    const known = await lockOrigin(tx, filed.origin)
    const links = await unknownLinks(tx, known, filed.links ?? [])
    const addsVersion = known?.versions[0]?.sha256 !== sha256
    if (known !== null && !addsVersion && links.length === 0) return known
    const id = known?.id ?? tx.newId()
    if (known === null) {
      const { title, description = '' } = filed
      await tx.db
        .insertInto('evidence')
        .values({
          id,
          organization_id: tx.organizationId,
          title,
          kind: filed.kind,
          description,
          origin: 'primum',
          origin_type: filed.origin.type,
          origin_id: filed.origin.id,
          review_months: filed.reviewMonths ?? null,
          search: sql<string>`array_to_tsvector(${searchWords(`${title} ${description}`)}::text[])`,
          uploaded_at: tx.now(),
          created_by: JSON.stringify(tx.stamp()),
          created_at: tx.now(),
        })
        .execute()
    }
    if (addsVersion) {
      const kept = await keep(tx, filed, sha256)
      const { effectiveFrom = today(tx), effectiveUntil = null, note = null } = filed
      const before = known ?? { id, versionCount: 0, revision: 0 }
      await insertVersion(tx, before, { ...kept, effectiveFrom, effectiveUntil, note })
    }
    for (const link of links) await insertLink(tx, id, { ...link, note: null })
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.file',
      subject: { type: 'evidence', id },
      before: known,
      after,
      details: { origin: filed.origin, number: after.versionCount, sha256, links },
    })
    return after
  })
}

async function keep(tx: Context, { content, fileName: name }: FiledEvidence, sha256: string) {
  const { files } = tx.services
  const { path, size } = await receiveFile(files, Readable.from([content]))
  try {
    const { mediaType, fileName } = await inspectFile({ path, size }, name)
    const key = { organizationId: tx.organizationId, sha256 }
    await files.store.put(key, { path, size })
    await requireKept(tx, key)
    return { sha256, size, mediaType, fileName }
  } finally {
    await discardFile(path)
  }
}

async function unknownLinks(
  tx: Context,
  known: Evidence | null,
  links: readonly Target[],
): Promise<Target[]> {
  const unknown: Target[] = []
  for (const target of await resolveTargets(tx, links)) {
    if (known === null || !(await isLinked(tx, known.id, target))) unknown.push(target)
  }
  return unknown
}

/** The piece of an origin; until the transaction ends nobody else files of the same one. */
async function lockOrigin(
  tx: Context,
  { type, id }: FiledEvidence['origin'],
): Promise<Evidence | null> {
  const name = `evidence of ${tx.organizationId} ${type} ${id}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx.db)
  const row = await tx.db
    .selectFrom('evidence')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('origin', '=', 'primum')
    .where('origin_type', '=', type)
    .where('origin_id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : lockEvidence(tx, row.id)
}
