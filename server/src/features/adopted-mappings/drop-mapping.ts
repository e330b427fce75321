import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { dropMappingRequest } from './schemas.ts'
import { toAdopted } from './store.ts'
import type { AdoptedMapping } from './store.ts'

/** Takes back that a mapping is the organization's own; nothing carries over by it any more. */
export async function dropMapping(ctx: Context, input: unknown): Promise<AdoptedMapping> {
  ctx.authorize('mappings.adopt')
  const { from, to } = parse(dropMappingRequest, input)
  const library = await libraryOf(ctx)
  return ctx.transaction(async (tx) => {
    const row = await tx.db
      .deleteFrom('adopted_mappings')
      .where('organization_id', '=', tx.organizationId)
      .where((eb) =>
        eb.or([eb.and({ from_id: from, to_id: to }), eb.and({ from_id: to, to_id: from })]),
      )
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw notFound('adopted mapping', `${from} to ${to}`)
    const before = toAdopted(row, library)
    appendEntry(tx, {
      action: 'adopted-mappings.drop',
      subject: { type: 'adopted-mappings', id: `${row.from_id} ${row.to_id}` },
      before,
      after: null,
      details: { from: row.from_id, to: row.to_id },
    })
    return before
  })
}
