import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { ledgerQuery } from './schemas.ts'
import { toEntry } from './store.ts'

/** The ledger, newest first. */
export async function listEntries(ctx: Context, query: z.infer<typeof ledgerQuery>) {
  ctx.authorize('ledger.read')
  let select = ctx.db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
  if (query.action !== undefined) {
    select = select.where('action', 'like', `${query.action.replace(/[%_\\]/g, '\\$&')}%`)
  }
  if (query.subjectType !== undefined) select = select.where('subject_type', '=', query.subjectType)
  if (query.subjectId !== undefined) select = select.where('subject_id', '=', query.subjectId)
  if (query.cursor !== undefined) {
    const [sequence] = decodeCursor(query.cursor, 1)
    select = select.where('sequence', '<', Number(sequence))
  }
  const rows = await select
    .orderBy('sequence', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toEntry, (row) => [row.sequence])
}
