import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import type { adoptedMappingQuery } from './schemas.ts'
import { selectAdopted, toAdopted } from './store.ts'

/** Adopted mappings in the order of their requirements, each beside what the content says now. */
export async function listAdopted(
  ctx: Context,
  { limit, cursor, requirement }: z.infer<typeof adoptedMappingQuery>,
) {
  ctx.authorize('controls.read')
  const library = await libraryOf(ctx)
  let select = selectAdopted(ctx)
  if (requirement !== undefined) {
    select = select.where((eb) =>
      eb.or([eb('from_id', '=', requirement), eb('to_id', '=', requirement)]),
    )
  }
  if (cursor !== undefined) {
    const [from, to] = decodeCursor(cursor, 2)
    select = select.where(sql<boolean>`(from_id, to_id) > (${String(from)}, ${String(to)})`)
  }
  const rows = await select
    .orderBy('from_id')
    .orderBy('to_id')
    .limit(limit + 1)
    .execute()
  return toPage(
    rows,
    limit,
    (row) => toAdopted(row, library),
    (row) => [row.from_id, row.to_id],
  )
}
