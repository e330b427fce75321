import type { PackKind } from '@primum/core/frameworks/pack'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ContentAdoptions } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { contentAdoption, contentAdoptionQuery } from './schemas.ts'

type Adoption = z.infer<typeof contentAdoption>

/**
 * Every step from one release to the next, newest first. What a step added or removed is named without
 * its text, and what was not here before at all is told by one step alone: with them a page of fifty
 * steps could be megabytes (a crosswalk of 800 mappings is 0.4 of one), and nobody reads it there.
 */
export async function listAdoptions(
  ctx: Context,
  { limit, cursor, kind, pack }: z.infer<typeof contentAdoptionQuery>,
) {
  ctx.authorize('content-packs.read')
  let select = selectAdoptions(ctx).select(namedChanges.as('changes'))
  if (kind !== undefined) select = select.where('kind', '=', kind)
  if (pack !== undefined) select = select.where('pack_id', '=', pack)
  if (cursor !== undefined) {
    const [sequence] = decodeCursor(cursor, 1)
    select = select.where('sequence', '<', Number(sequence))
  }
  const rows = await select
    .orderBy('sequence', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, toAdoption, ({ sequence }) => [Number(sequence)])
}

export async function readAdoption(ctx: Context, id: string): Promise<Adoption> {
  ctx.authorize('content-packs.read')
  const row = await selectAdoptions(ctx).select('changes').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('step from one release to another', id)
  return toAdoption(row)
}

/** The fields of what changed stay; those of what came or went, and whole packs, are left out. */
const namedChanges = sql<ContentAdoptions['changes']>`case when from_digest is null then '[]'::jsonb
  else coalesce((
    select jsonb_agg(
      case when entry->>'change' = 'changed' then entry else entry || '{"fields": []}' end
      order by place)
    from jsonb_array_elements(changes) with ordinality as listed (entry, place)
  ), '[]'::jsonb) end`

function selectAdoptions(ctx: Context) {
  return ctx.db
    .selectFrom('content_adoptions')
    .select([
      ...(['id', 'kind', 'pack_id', 'sequence', 'from_release', 'from_digest'] as const),
      ...(['to_release', 'to_digest', 'touched', 'reason', 'adopted_by', 'adopted_at'] as const),
    ])
    .where('organization_id', '=', ctx.organizationId)
}

function toAdoption(row: Omit<Selectable<ContentAdoptions>, 'organization_id'>): Adoption {
  const { from_release: release, from_digest: digest } = row
  return {
    id: row.id,
    kind: row.kind as PackKind,
    pack: row.pack_id,
    from: release === null || digest === null ? null : { release, digest },
    to: { release: row.to_release, digest: row.to_digest },
    changes: row.changes as unknown as Adoption['changes'],
    touched: row.touched as unknown as Adoption['touched'],
    reason: row.reason,
    adoptedBy: row.adopted_by as unknown as ActorStamp,
    adoptedAt: row.adopted_at.toISOString(),
  }
}
