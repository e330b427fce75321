import { graver } from '@primum/core/findings/finding'
import type { FindingSeverity, RequiredAction } from '@primum/core/findings/finding'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { Finding } from './store.ts'
import { loadFinding, lockFinding, insertStep } from './store.ts'
import { tellOfFinding } from './tell-of-finding.ts'

export type FoundAgain = {
  monitorId: string
  versionId: string
  requiredAction: RequiredAction
  severity: FindingSeverity
  /** the sentence of the new alarm */
  reason: string
}

/**
 * The finding that a monitor has opened already and that is not closed, or null where there is none.
 * A graver alarm makes it graver; one that was resolved was not put right, and starts again.
 */
export async function findAgain(
  ctx: Context,
  found: FoundAgain,
): Promise<{ finding: Finding; startsAgain: boolean } | null> {
  ctx.authorize('findings.manage')
  return ctx.transaction(async (tx) => {
    const row = await tx.db
      .selectFrom('findings')
      .select('id')
      .where('organization_id', '=', tx.organizationId)
      .where('monitor_id', '=', found.monitorId)
      .where('version_id', '=', found.versionId)
      .where('required_action', '=', found.requiredAction)
      .where('status', '!=', 'verified')
      .executeTakeFirst()
    if (row === undefined) return null
    const before = await lockFinding(tx, row.id, null)
    const severity = graver(before.severity, found.severity)
    const again = before.status === 'resolved'
    if (severity === before.severity && !again) return { finding: before, startsAgain: false }
    const status = again ? 'reopened' : before.status
    await tx.db
      .updateTable('findings')
      .set({ severity, status, updated_at: tx.now(), revision: before.revision + 1 })
      .where('id', '=', row.id)
      .execute()
    const reason = `The monitor fired again. ${found.reason}`.slice(0, 4000)
    if (again) await insertStep(tx, row.id, { from: 'resolved', to: 'reopened', reason })
    const after = await loadFinding(tx, row.id)
    appendEntry(tx, {
      action: 'findings.find-again',
      subject: { type: 'findings', id: row.id },
      before,
      after,
      details: { severity, status, reason },
    })
    if (again) await tellOfFinding(tx, after, 'reopened')
    return { finding: after, startsAgain: again }
  })
}
