import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { Finding } from './store.ts'
import { loadFinding, lockFinding, insertStep } from './store.ts'

/** Adds a sentence to the history of a finding that is not closed; its status stays as it is. */
export async function noteFinding(ctx: Context, id: string, reason: string): Promise<Finding> {
  ctx.authorize('findings.manage')
  return ctx.transaction(async (tx) => {
    const before = await lockFinding(tx, id, null)
    const { status } = before
    if (status === 'verified') {
      const message = `${before.reference} is verified, and so closed.`
      throw refusedBecause([{ code: 'closed', message, remedy: 'Open another finding.' }])
    }
    await insertStep(tx, id, { from: status, to: status, reason: reason.slice(0, 4000) })
    const after = await loadFinding(tx, id)
    appendEntry(tx, {
      action: 'findings.note',
      subject: { type: 'findings', id },
      before,
      after,
      details: { status, reason },
    })
    return after
  })
}
