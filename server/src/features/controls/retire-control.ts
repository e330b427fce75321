import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockControl } from './lock-control.ts'
import { readControl } from './read-control.ts'
import { retireControlRequest } from './schemas.ts'
import type { control } from './schemas.ts'
import { loadRecord, recordOf } from './store.ts'

/** Takes a control out of use for good: it counts for nothing, and stays in the records. */
export async function retireControl(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<z.infer<typeof control>> {
  ctx.authorize('controls.manage')
  const { reason } = parse(retireControlRequest, input)
  return ctx.transaction(async (tx) => {
    const { summary: before } = await lockControl(tx, id, revision)
    await tx.db
      .updateTable('controls')
      .set({
        retired_at: tx.now(),
        retirement_reason: reason,
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'controls.retire',
      subject: { type: 'controls', id },
      before: recordOf(before),
      after: await loadRecord(tx, id),
      details: { reference: before.reference, reason },
    })
    return readControl(tx, id)
  })
}
