import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { agreedDay } from './agreed-day.ts'
import { readDuty } from './read-duty.ts'
import { changeDutyRequest } from './schemas.ts'
import { lockDuty, namesOf, saidOf } from './store.ts'

/** Says who sees to a duty and until when, and notes what there is to say about it. */
export async function changeDuty(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
) {
  ctx.authorize('duties.manage')
  const request = parse(changeDutyRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockDuty(tx, id, revision)
    if (request.ownerId !== undefined) await requireMember(tx, request.ownerId)
    const after = await tx.db
      .updateTable('duties')
      .set({
        owner_id: request.ownerId === undefined ? before.owner_id : request.ownerId,
        ...agreedDay(before, request.dueOn),
        note: request.note ?? before.note,
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    appendEntry(tx, {
      action: 'duties.change',
      subject: { type: 'duties', id },
      before: saidOf(before),
      after: saidOf(after),
      details: { ...namesOf(before), fields: Object.keys(request) },
    })
    return readDuty(tx, id)
  })
}
