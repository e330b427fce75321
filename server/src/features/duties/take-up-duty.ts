import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { readDuty } from './read-duty.ts'
import { lockDuty, namesOf, saidOf } from './store.ts'

/** Takes up again a duty that was set aside. */
export async function takeUpDuty(ctx: Context, id: string, revision: number | null) {
  ctx.authorize('duties.set-aside')
  return ctx.transaction(async (tx) => {
    const before = await lockDuty(tx, id, revision)
    if (before.set_aside === null) {
      throw refusedBecause([{ code: 'not-set-aside', message: 'It is not set aside.' }])
    }
    const after = await tx.db
      .updateTable('duties')
      .set({ set_aside: null, revision: before.revision + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    appendEntry(tx, {
      action: 'duties.take-up',
      subject: { type: 'duties', id },
      before: saidOf(before),
      after: saidOf(after),
      details: namesOf(before),
    })
    return readDuty(tx, id)
  })
}
