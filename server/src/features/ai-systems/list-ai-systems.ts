import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { aiSystemQuery } from './schemas.ts'
import { selectAiSystems, toAiSystem } from './store.ts'

/** The inventory, filtered and paged. Reading goes on behind the last row by its sort value and id. */
export async function listAiSystems(ctx: Context, query: z.infer<typeof aiSystemQuery>) {
  ctx.authorize('ai-systems.read')
  const descending = query.sort.startsWith('-')
  const byName = query.sort.endsWith('name')
  const sortValue = byName
    ? sql<string>`lower(ai_systems.name)`
    : sql<string>`to_char(ai_systems.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
  let select = selectAiSystems(ctx.db, ctx.organizationId).select(sortValue.as('sort_value'))
  if (query.search !== undefined && query.search !== '') {
    const pattern = `%${query.search.replace(/[%_\\]/g, '\\$&')}%`
    select = select.where((eb) =>
      eb.or(
        (['name', 'reference', 'business_purpose', 'model_owner', 'vendor'] as const).map(
          (column) => eb(`ai_systems.${column}`, 'ilike', pattern),
        ),
      ),
    )
  }
  if (query.stage !== undefined) select = select.where('ai_systems.stage', '=', query.stage)
  if (query.tier !== undefined) select = select.where('ai_systems.tier', '=', query.tier)
  if (query.archetype !== undefined)
    select = select.where('ai_systems.archetype', '=', query.archetype)
  if (query.suspended !== undefined) {
    select = select.where('ai_systems.suspended_at', query.suspended ? 'is not' : 'is', null)
  }
  if (query.cursor !== undefined) {
    const [value, id] = decodeCursor(query.cursor, 2)
    const behind = sql.raw(descending ? '<' : '>')
    select = select.where(
      sql<boolean>`(${sortValue}, ai_systems.id) ${behind} (${value}, ${id}::uuid)`,
    )
  }
  const order = descending ? 'desc' : 'asc'
  const rows = await select
    .orderBy(sortValue, order)
    .orderBy('ai_systems.id', order)
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toAiSystem, (row) => [row.sort_value, row.id])
}
