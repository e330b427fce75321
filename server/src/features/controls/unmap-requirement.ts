import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { lockControl } from './lock-control.ts'
import { readControl } from './read-control.ts'
import type { control } from './schemas.ts'
import { loadRecord, recordOf, updateRevision } from './store.ts'

/** Takes back that a control is for a requirement. */
export async function unmapRequirement(
  ctx: Context,
  id: string,
  requirementId: string,
  revision: number | null,
): Promise<z.infer<typeof control>> {
  ctx.authorize('controls.manage')
  return ctx.transaction(async (tx) => {
    const { summary: before } = await lockControl(tx, id, revision)
    if (!before.requirements.some((each) => each.requirementId === requirementId)) {
      throw notFound(`requirement of ${before.reference}`, requirementId.slice(0, 120))
    }
    await tx.db
      .deleteFrom('control_requirements')
      .where('control_id', '=', id)
      .where('requirement_id', '=', requirementId)
      .execute()
    await updateRevision(tx, id, before.revision)
    appendEntry(tx, {
      action: 'controls.unmap-requirement',
      subject: { type: 'controls', id },
      before: recordOf(before),
      after: await loadRecord(tx, id),
      details: { reference: before.reference, requirementId },
    })
    return readControl(tx, id)
  })
}
