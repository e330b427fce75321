import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { apiKey } from './schemas.ts'
import { loadKey } from './store.ts'

export async function revokeKey(ctx: Context, id: string): Promise<z.infer<typeof apiKey>> {
  ctx.authorize('keys.manage')
  return ctx.transaction(async (tx) => {
    const before = await loadKey(tx, id)
    await tx.db.deleteFrom('apikey').where('id', '=', id).execute()
    appendEntry(tx, {
      action: 'keys.revoke',
      subject: { type: 'keys', id },
      before,
      after: null,
    })
    return before
  })
}
