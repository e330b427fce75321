import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { evidenceLinkQuery } from './schemas.ts'
import { loadEvidence, toVersion, today } from './store.ts'

/** Every version of a piece of evidence, newest first. */
export async function listVersions(
  ctx: Context,
  id: string,
  query: z.infer<typeof evidenceLinkQuery>,
) {
  ctx.authorize('evidence.read')
  await loadEvidence(ctx, id)
  let select = ctx.db.selectFrom('evidence_versions').selectAll().where('evidence_id', '=', id)
  if (query.cursor !== undefined) {
    const [number] = decodeCursor(query.cursor, 1)
    select = select.where('number', '<', Number(number))
  }
  const rows = await select
    .orderBy('number', 'desc')
    .limit(query.limit + 1)
    .execute()
  const day = today(ctx)
  return toPage(
    rows,
    query.limit,
    (row) => toVersion(row, day),
    (row) => [row.number],
  )
}
