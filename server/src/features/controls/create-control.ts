import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { readControl } from './read-control.ts'
import { createControlRequest } from './schemas.ts'
import type { control } from './schemas.ts'
import { asReferenceTaken, loadRecord } from './store.ts'

/** Writes a control of the organization. It begins with nothing that speaks for it. */
export async function createControl(
  ctx: Context,
  input: unknown,
): Promise<z.infer<typeof control>> {
  ctx.authorize('controls.manage')
  const { ownerId, ...request } = parse(createControlRequest, input)
  return ctx.transaction(async (tx) => {
    await requireMember(tx, ownerId)
    const id = tx.newId()
    await tx.db
      .insertInto('controls')
      .values({
        id,
        organization_id: tx.organizationId,
        ...request,
        owner_id: ownerId,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
        updated_at: tx.now(),
      })
      .execute()
      .catch((error: unknown) => {
        throw asReferenceTaken(error, request.reference)
      })
    appendEntry(tx, {
      action: 'controls.create',
      subject: { type: 'controls', id },
      before: null,
      after: await loadRecord(tx, id),
      details: { reference: request.reference, title: request.title },
    })
    return readControl(tx, id)
  })
}
