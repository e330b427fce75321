import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { selectLinks, toLink } from './links.ts'
import type { evidenceLinkQuery } from './schemas.ts'
import { loadEvidence } from './store.ts'

/** What a piece of evidence speaks for, newest first. */
export async function listLinks(
  ctx: Context,
  id: string,
  query: z.infer<typeof evidenceLinkQuery>,
) {
  ctx.authorize('evidence.read')
  await loadEvidence(ctx, id)
  let select = selectLinks(ctx, id)
  if (query.cursor !== undefined) {
    const [linkId] = decodeCursor(query.cursor, 1)
    if (!z.uuid().safeParse(linkId).success) {
      throw invalid('cursor', 'This cursor was not made here.', 'Start again without a cursor.')
    }
    select = select.where(
      sql<boolean>`(evidence_links.created_at, evidence_links.id) <
        (select created_at, id from evidence_links where id = ${linkId}::uuid)`,
    )
  }
  const rows = await select
    .orderBy('evidence_links.created_at', 'desc')
    .orderBy('evidence_links.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toLink, (row) => [row.id])
}
