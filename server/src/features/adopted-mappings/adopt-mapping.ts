import type { Context } from '../../context.ts'
import { conflict, invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { adoptMappingRequest } from './schemas.ts'
import { findMapping, selectAdopted, toAdopted } from './store.ts'
import type { AdoptedMapping } from './store.ts'

/**
 * Takes a mapping of the crosswalk as the organization's own, with a reason: from then on evidence
 * for the one requirement carries over to the other as far as the relation says.
 */
export async function adoptMapping(ctx: Context, input: unknown): Promise<AdoptedMapping> {
  ctx.authorize('mappings.adopt')
  const request = parse(adoptMappingRequest, input)
  const library = await libraryOf(ctx)
  const mapping = findMapping(library, request.from, request.to)
  if (mapping === null) {
    const message = `No crosswalk maps ${request.from} to ${request.to}.`
    const remedy = 'Map your control to the requirement itself.'
    throw invalid('to', message, remedy)
  }
  const { from, to, crosswalk, relation } = mapping
  return ctx.transaction(async (tx) => {
    const known = await selectAdopted(tx)
      .where('from_id', '=', from)
      .where('to_id', '=', to)
      .forUpdate()
      .executeTakeFirst()
    const taken = conflict('mapping-adopted', `${from} to ${to} is adopted already.`)
    const before = known === undefined ? null : toAdopted(known, library)
    if (before?.counts === true) throw taken
    const said = {
      ...{ crosswalk, relation, reason: request.reason },
      adopted_by: JSON.stringify(tx.stamp()),
      adopted_at: tx.now(),
    }
    const row = await tx.db
      .insertInto('adopted_mappings')
      .values({ organization_id: tx.organizationId, from_id: from, to_id: to, ...said })
      .onConflict((clash) => {
        const own = clash.columns(['organization_id', 'from_id', 'to_id'])
        // Only what the content has changed meanwhile is adopted anew; a race has one winner.
        return known === undefined ? own.doNothing() : own.doUpdateSet(said)
      })
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw taken
    const after = toAdopted(row, library)
    appendEntry(tx, {
      action: 'adopted-mappings.adopt',
      subject: { type: 'adopted-mappings', id: `${from} ${to}` },
      before,
      after,
      details: { from, to, relation, reason: request.reason },
    })
    return after
  })
}
