import { sql } from 'kysely'
import type { z } from 'zod'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { agreedDay } from './agreed-day.ts'
import { selectDuties } from './listing.ts'
import { shownDuty } from './present.ts'
import { assignDutiesRequest } from './schemas.ts'
import type { assignedDuties } from './schemas.ts'
import { lockDuties, namesOf, saidOf } from './store.ts'

/** Gives several duties an owner or a day: all of them, or none. Each has its own entry. */
export async function assignDuties(
  ctx: Context,
  input: unknown,
): Promise<z.input<typeof assignedDuties>> {
  ctx.authorize('duties.manage')
  const { ids, ownerId, dueOn } = parse(assignDutiesRequest, input)
  return ctx.transaction(async (tx) => {
    const rows = await lockDuties(tx, ids)
    const missing = ids.find((id) => rows.every((row) => row.id !== id))
    if (missing !== undefined) throw notFound('duty', missing)
    if (ownerId !== undefined) await requireMember(tx, ownerId)
    for (const before of rows) {
      const after = await tx.db
        .updateTable('duties')
        .set({
          owner_id: ownerId === undefined ? before.owner_id : ownerId,
          ...agreedDay(before, dueOn),
          revision: before.revision + 1,
        })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      appendEntry(tx, {
        action: 'duties.assign',
        subject: { type: 'duties', id: before.id },
        before: saidOf(before),
        after: saidOf(after),
        details: { ...namesOf(before), of: rows.length },
      })
    }
    const today = dayOfInstant(tx.now().toISOString())
    const library = await libraryOf(tx)
    const after = await selectDuties(tx, today, sql`d.id = any(${ids}::uuid[])`)
    return { items: after.map((row) => shownDuty(library, row, today)) }
  })
}
