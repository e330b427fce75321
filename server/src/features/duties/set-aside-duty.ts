import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { readDuty } from './read-duty.ts'
import { dutyReasonRequest } from './schemas.ts'
import { lockDuty, namesOf, saidOf } from './store.ts'

/** Decides with a reason that nothing is done about a duty. */
export async function setAsideDuty(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
) {
  ctx.authorize('duties.set-aside')
  const { reason } = parse(dutyReasonRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockDuty(tx, id, revision)
    if (before.prohibits) {
      const message = 'It is a prohibition, which stands against the gates: nobody sets it aside.'
      const remedy = 'State the facts of the AI system, or do not do what is forbidden.'
      throw refusedBecause([{ code: 'prohibition', message, remedy }])
    }
    if (before.set_aside !== null) {
      const message = 'It is set aside already.'
      throw refusedBecause([{ code: 'set-aside', message, remedy: 'Take it up again first.' }])
    }
    const setAside = { reason, by: tx.stamp(), at: tx.now().toISOString() }
    const after = await tx.db
      .updateTable('duties')
      .set({ set_aside: JSON.stringify(setAside), revision: before.revision + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    appendEntry(tx, {
      action: 'duties.set-aside',
      subject: { type: 'duties', id },
      before: saidOf(before),
      after: saidOf(after),
      details: { ...namesOf(before), reason },
    })
    return readDuty(tx, id)
  })
}
