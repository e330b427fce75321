import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { deletePack } from './store.ts'
import type { PackRow } from './store.ts'

/** Takes a locked pack away. What was decided about it stays among the adoptions and in the ledger. */
export async function removePack(ctx: Context, row: PackRow, reason: string): Promise<void> {
  ctx.authorize('content-packs.manage')
  const { kind, id, release, digest, origin } = row
  await ctx.transaction(async (tx) => {
    await deletePack(tx, row)
    appendEntry(tx, {
      action: 'content-packs.remove',
      subject: { type: 'content-packs', id: `${kind} ${id}` },
      before: { release, digest, origin, switchedOff: row.switched_off },
      after: null,
      details: { reason },
    })
  })
}
