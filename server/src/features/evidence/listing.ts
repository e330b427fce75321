import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { decodeCursor } from '../../http/paging.ts'
import { inState } from './freshness-filter.ts'
import type { evidenceQuery } from './schemas.ts'
import { searchWords } from './search-words.ts'
import { selectEvidence } from './select-evidence.ts'
import { today } from './store.ts'

const byTitle = sql<string>`lower(evidence.title)`
/** A title can be longer than a cursor: the row itself says where it stands. */
const noPosition = sql<string>`''`
const uploaded = sql<string>`to_char(evidence.uploaded_at at time zone 'UTC',
  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

type Query = z.infer<typeof evidenceQuery>

/**
 * The filtered, ordered rows of a page and one more. Reading goes on behind the cursor's row. `few`
 * are the ids of all that have the words of the search, where they are few: see `findFew`.
 */
export function selectPage(ctx: Context, query: Query, few: readonly string[] | null) {
  let select = filtered(ctx, query, few).select(
    (query.sort === 'title' ? noPosition : uploaded).as('position'),
  )
  if (query.cursor !== undefined) {
    const [value, id] = decodeCursor(query.cursor, 2).map(String)
    if (!z.uuid().safeParse(id).success) throw damagedCursor()
    if (query.sort === 'title') {
      const last = sql`(select lower(title) from evidence as last where last.id = ${id}::uuid
        and last.organization_id = ${ctx.organizationId})`
      select = select.where(sql<boolean>`(${byTitle}, evidence.id) > (${last}, ${id}::uuid)`)
    } else {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value ?? '')) throw damagedCursor()
      select = select.where(
        sql<boolean>`(evidence.uploaded_at, evidence.id) < (${value}::timestamptz, ${id}::uuid)`,
      )
    }
  }
  return (
    query.sort === 'title'
      ? select.orderBy(byTitle).orderBy('evidence.id')
      : select.orderBy('evidence.uploaded_at', 'desc').orderBy('evidence.id', 'desc')
  ).limit(query.limit + 1)
}

function filtered(ctx: Context, query: Query, few: readonly string[] | null) {
  const { kind, state, origin, hold, targetType, targetId, aiSystemId, ownerId } = query
  let select = selectEvidence(ctx)
  const found = hasWords(query)
  if (few !== null) select = select.where(sql<boolean>`evidence.id = any(${[...few]}::uuid[])`)
  else if (found !== null) select = select.where(found)
  if (kind !== undefined) select = select.where('evidence.kind', '=', kind)
  if (state !== undefined) select = select.where(inState(state, today(ctx)))
  if (origin !== undefined) select = select.where('evidence.origin', '=', origin)
  if (hold !== undefined) {
    select = select.where('evidence.hold_at', hold ? 'is not' : 'is', null)
  }
  if (ownerId !== undefined) select = select.where('evidence.owner_id', '=', ownerId)
  if (targetType !== undefined || aiSystemId !== undefined) {
    select = select.where('evidence.id', 'in', (eb) => {
      let links = eb
        .selectFrom('evidence_links')
        .select('evidence_links.evidence_id')
        .where('evidence_links.organization_id', '=', ctx.organizationId)
      if (targetType !== undefined) links = links.where('target_type', '=', targetType)
      if (targetId !== undefined) links = links.where('target_id', '=', targetId)
      if (aiSystemId !== undefined) links = links.where('ai_system_id', '=', aiSystemId)
      return links
    })
  }
  return select
}

/**
 * PostgreSQL cannot tell how many pieces have a word that begins so. Few are named one by one; where
 * there are many, null: a page of them is soon found by going through all in order.
 */
export async function findFew(ctx: Context, query: Query): Promise<string[] | null> {
  const found = hasWords(query)
  if (found === null) return null
  const rows = await ctx.db
    .selectFrom('evidence')
    .select('id')
    .where('organization_id', '=', ctx.organizationId)
    .where(found)
    .limit(most + 1)
    .execute()
  return rows.length > most ? null : rows.map(({ id }) => id)
}

const most = 2000

/** Letters and digits alone, each the beginning of a word. */
function hasWords({ search = '' }: Query): RawBuilder<boolean> | null {
  const words = searchWords(search)
  if (words.length === 0) return null
  const sought = words.map((word) => `${word}:*`).join(' & ')
  return sql<boolean>`evidence.search @@ to_tsquery('simple', ${sought})`
}

function damagedCursor() {
  return invalid('cursor', 'This cursor was not made here.', 'Start again without a cursor.')
}
