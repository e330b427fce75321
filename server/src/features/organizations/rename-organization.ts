import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { loadOrganization } from './store.ts'
import { renameOrganizationRequest } from './schemas.ts'
import type { organization } from './schemas.ts'

export async function renameOrganization(
  ctx: Context,
  input: unknown,
): Promise<z.infer<typeof organization>> {
  ctx.authorize('organizations.manage')
  const { name } = parse(renameOrganizationRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await loadOrganization(tx)
    await tx.db
      .updateTable('organizations')
      .set({ name })
      .where('id', '=', tx.organizationId)
      .execute()
    const after = { ...before, name }
    appendEntry(tx, {
      action: 'organizations.rename',
      subject: { type: 'organizations', id: tx.organizationId },
      before,
      after,
    })
    return after
  })
}
