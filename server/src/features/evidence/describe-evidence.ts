import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { describeEvidenceRequest } from './schemas.ts'
import { searchWords } from './search-words.ts'
import { loadEvidence, lockEvidence, refuseWithdrawn, updateReviews } from './store.ts'
import type { Evidence } from './store.ts'

/** Changes what is said of a piece of evidence; its files never change. */
export async function describeEvidence(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  const request = parse(describeEvidenceRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockEvidence(tx, id, revision)
    refuseWithdrawn(before)
    const { title = before.title, description = before.description } = request
    const { ownerId = before.owner?.id ?? null } = request
    if (request.ownerId !== undefined) await requireMember(tx, ownerId)
    const words = searchWords(`${title} ${description}`)
    await tx.db
      .updateTable('evidence')
      .set({
        title,
        description,
        owner_id: ownerId,
        kind: request.kind ?? before.kind,
        review_months:
          request.reviewMonths === undefined ? before.reviewMonths : request.reviewMonths,
        search: sql<string>`array_to_tsvector(${words}::text[])`,
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .execute()
    if (request.reviewMonths !== undefined) await updateReviews(tx, id, request.reviewMonths)
    const after = await loadEvidence(tx, id)
    appendEntry(tx, {
      action: 'evidence.describe',
      subject: { type: 'evidence', id },
      before,
      after,
      details: { fields: Object.keys(request) },
    })
    return after
  })
}
