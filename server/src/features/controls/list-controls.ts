import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { completeControls, selectControls } from './loaded-control.ts'
import type { ControlSummary } from './loaded-control.ts'
import type { controlsQuery } from './schemas.ts'

type Query = z.infer<typeof controlsQuery>

/** A state is computed and so not asked of the database: as many are read at once to look for it. */
const chunk = 500

/** Controls by their reference, filtered and paged, with three questions however many there are. */
export async function listControls(ctx: Context, query: Query) {
  ctx.authorize('controls.read')
  const { limit, state } = query
  const kept: { summary: ControlSummary; sort: string }[] = []
  let behind = query.cursor === undefined ? null : String(decodeCursor(query.cursor, 1)[0])
  const most = state === undefined ? limit + 1 : chunk
  for (;;) {
    const rows = await selectPage(ctx, query, behind).orderBy('sort_value').limit(most).execute()
    const loaded = await completeControls(ctx, rows)
    for (const [index, { summary }] of loaded.entries()) {
      if (state !== undefined && summary.implementation?.state !== state) continue
      kept.push({ summary, sort: rows[index]!.sort_value })
    }
    behind = rows.at(-1)?.sort_value ?? null
    if (kept.length > limit || rows.length < most) break
  }
  return toPage(
    kept.slice(0, limit + 1),
    limit,
    ({ summary }) => summary,
    ({ sort }) => [sort],
  )
}

function selectPage(ctx: Context, query: Query, behind: string | null) {
  const { search, framework, requirement, owner, retired } = query
  let select = selectControls(ctx).where('controls.retired_at', retired ? 'is not' : 'is', null)
  if (behind !== null) select = select.where(sql<boolean>`lower(controls.reference) > ${behind}`)
  if (search !== undefined && search !== '') {
    const pattern = `%${search.replace(/[%_\\]/g, '\\$&')}%`
    select = select.where((eb) =>
      eb.or(
        (['reference', 'title', 'description'] as const).map((column) =>
          eb(`controls.${column}`, 'ilike', pattern),
        ),
      ),
    )
  }
  if (owner !== undefined) select = select.where('controls.owner_id', '=', owner)
  if (framework === undefined && requirement === undefined) return select
  return select.where(({ exists, selectFrom }) => {
    let mapped = selectFrom('control_requirements')
      .select('control_id')
      .whereRef('control_requirements.control_id', '=', 'controls.id')
    if (framework !== undefined) {
      mapped = mapped.where(sql<boolean>`starts_with(requirement_id, ${`${framework}:`})`)
    }
    if (requirement !== undefined) mapped = mapped.where('requirement_id', '=', requirement)
    return exists(mapped)
  })
}
