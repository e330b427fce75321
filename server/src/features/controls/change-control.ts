import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { lockControl } from './lock-control.ts'
import { readControl } from './read-control.ts'
import { changeControlRequest } from './schemas.ts'
import type { control } from './schemas.ts'
import { asReferenceTaken, loadRecord, recordOf } from './store.ts'

/** Changes the fields given. With `revision` (If-Match) it refuses to overwrite another's change. */
export async function changeControl(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<z.infer<typeof control>> {
  ctx.authorize('controls.manage')
  const request = parse(changeControlRequest, input)
  return ctx.transaction(async (tx) => {
    const { summary: before } = await lockControl(tx, id, revision)
    if (request.ownerId !== undefined) await requireMember(tx, request.ownerId)
    const reference = request.reference ?? before.reference
    await tx.db
      .updateTable('controls')
      .set({
        reference,
        title: request.title ?? before.title,
        description: request.description ?? before.description,
        owner_id: request.ownerId === undefined ? (before.owner?.id ?? null) : request.ownerId,
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
      .catch((error: unknown) => {
        throw asReferenceTaken(error, reference)
      })
    appendEntry(tx, {
      action: 'controls.change',
      subject: { type: 'controls', id },
      before: recordOf(before),
      after: await loadRecord(tx, id),
      details: { reference, fields: Object.keys(request) },
    })
    return readControl(tx, id)
  })
}
