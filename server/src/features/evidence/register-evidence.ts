import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { registerEvidenceRequest } from './schemas.ts'
import { searchWords } from './search-words.ts'
import { insertLink, loadEvidence } from './store.ts'
import type { Evidence } from './store.ts'
import { resolveTargets } from './targets.ts'

/** Makes the record of a piece of evidence; its file is handed over as its first version. */
export async function registerEvidence(ctx: Context, input: unknown): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  const request = parse(registerEvidenceRequest, input)
  return ctx.transaction(async (tx) => {
    await requireMember(tx, request.ownerId)
    const links = await resolveTargets(tx, request.links)
    const id = tx.newId()
    const words = searchWords(`${request.title} ${request.description}`)
    await tx.db
      .insertInto('evidence')
      .values({
        id,
        organization_id: tx.organizationId,
        title: request.title,
        kind: request.kind,
        description: request.description,
        owner_id: request.ownerId,
        origin: 'uploaded',
        review_months: request.reviewMonths,
        search: sql<string>`array_to_tsvector(${words}::text[])`,
        uploaded_at: tx.now(),
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
    for (const link of links) await insertLink(tx, id, { ...link, note: null })
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.register',
      subject: { type: 'evidence', id },
      before: null,
      after,
      details: { title: after.title, kind: after.kind, links },
    })
    return after
  })
}
