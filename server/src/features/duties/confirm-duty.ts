import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { readDuty } from './read-duty.ts'
import { dutyReasonRequest } from './schemas.ts'
import { lockDuty, namesOf, saidOf } from './store.ts'

/** Says that somebody looked again, and that what was done for a duty still holds. */
export async function confirmDuty(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
) {
  ctx.authorize('duties.manage')
  const { reason } = parse(dutyReasonRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockDuty(tx, id, revision)
    if (before.look_again === null) {
      const message = 'Nobody has to look at it again.'
      throw refusedBecause([{ code: 'nothing-to-confirm', message }])
    }
    const after = await tx.db
      .updateTable('duties')
      .set({ look_again: null, revision: before.revision + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    appendEntry(tx, {
      action: 'duties.confirm',
      subject: { type: 'duties', id },
      before: saidOf(before),
      after: saidOf(after),
      details: { ...namesOf(before), because: before.look_again, reason },
    })
    return readDuty(tx, id)
  })
}
