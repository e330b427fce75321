import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { stopPlayer } from '../../jobs/example-player.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { latestLoad } from './store.ts'

/** Stops a running load; what was loaded so far stays, because the ledger records it. */
export async function cancelExample(ctx: Context) {
  ctx.authorize('examples.load')
  return ctx.transaction(async (tx) => {
    const row = await tx.db
      .updateTable('example_loads')
      .set({ status: 'cancelled', finished_at: tx.now(), message: 'Cancelled.' })
      .where('organization_id', '=', tx.organizationId)
      .where('status', '=', 'running')
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) throw conflict('example-not-running', 'No example is being loaded.')
    appendEntry(tx, {
      action: 'examples.cancel',
      subject: { type: 'examples', id: row.id },
      before: { status: 'running' },
      after: { status: 'cancelled' },
    })
    tx.afterCommit.push(() => stopPlayer(row.id))
    return latestLoad(tx)
  })
}
