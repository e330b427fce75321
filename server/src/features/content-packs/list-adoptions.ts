import type { PackKind } from '@primum/core/frameworks/pack'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ContentAdoptions } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { contentAdoption, contentAdoptionQuery } from './schemas.ts'

type Adoption = z.infer<typeof contentAdoption>

/** Every step from one release to the next, newest first. */
export async function listAdoptions(
  ctx: Context,
  { limit, cursor, kind, pack }: z.infer<typeof contentAdoptionQuery>,
) {
  ctx.authorize('content-packs.read')
  let select = selectAdoptions(ctx)
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
  const row = await selectAdoptions(ctx).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('step from one release to another', id)
  return toAdoption(row)
}

function selectAdoptions(ctx: Context) {
  return ctx.db
    .selectFrom('content_adoptions')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
}

function toAdoption(row: Selectable<ContentAdoptions>): Adoption {
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
