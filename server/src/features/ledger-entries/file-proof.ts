import { addMonths } from '@primum/core/risk/calendar-months'
import type { Context } from '../../context.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import { isFiled } from '../evidence/is-filed.ts'
import { toEntry } from './store.ts'
import { verifyLedger } from './verify-ledger.ts'

/**
 * Files, once for each month that is over, how the ledger verified and the hash of the month's last
 * entry: kept elsewhere, it shows later that nothing before it was written anew. A ledger that does
 * not verify is filed as well; the answer says whether it did, or null where there was nothing to do.
 */
export async function fileProof(ctx: Context): Promise<boolean | null> {
  ctx.authorize('ledger.verify')
  const end = new Date(`${ctx.now().toISOString().slice(0, 7)}-01T00:00:00Z`)
  const month = addMonths(end, -1).toISOString().slice(0, 7)
  const origin = { type: 'ledger-months', id: month }
  if (await isFiled(ctx, origin)) return null
  const through = await lastEntryBefore(ctx, end)
  if (through === null) return null
  const { milliseconds: _milliseconds, ...verification } = await verifyLedger(ctx)
  const content = {
    organizationId: ctx.organizationId,
    month,
    verifiedAt: ctx.now().toISOString(),
    verification,
    lastEntryOfMonth: through,
  }
  await fileEvidence(ctx, {
    origin,
    kind: 'ledger-proof',
    title: `Ledger verification, ${month}`,
    content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
    fileName: `ledger-verification-${month}.json`,
    note: verification.verified
      ? `${verification.entries} entries verified; head ${verification.headHash}`
      : `Does not verify: ${verification.reason}`,
  })
  return verification.verified
}

async function lastEntryBefore(ctx: Context, end: Date) {
  const row = await ctx.db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('at', '<', end)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { sequence, at, hash } = toEntry(row)
  return { sequence, at, hash }
}
