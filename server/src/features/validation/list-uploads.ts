import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { uploadsQuery } from './schemas.ts'
import { loadProtocol } from './store.ts'
import { toUpload } from './uploads.ts'

/** The files that were handed over for a protocol, newest first. */
export async function listUploads(
  ctx: Context,
  protocolId: string,
  query: z.infer<typeof uploadsQuery>,
) {
  ctx.authorize('validations.read')
  const protocol = await loadProtocol(ctx, protocolId)
  let select = ctx.db
    .selectFrom('dataset_uploads')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('protocol_id', '=', protocol.id)
  if (query.state !== undefined) select = select.where('state', '=', query.state)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await select
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toUpload, (row) => [row.created_at.toISOString(), row.id])
}
