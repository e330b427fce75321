import { digestOf } from '@primum/core/ledger/chain'
import type { Context } from '../context.ts'
import { plainJson } from './plain-json.ts'
import { sha256 } from './sha256.ts'

/**
 * Records a write in the ledger of the context's organization. It is chained when the transaction
 * ends, so that entries stand in commit order and the chain's head is locked as briefly as can be.
 */
export function appendEntry(
  tx: Context,
  entry: {
    action: string
    subject: { type: string; id: string }
    before: unknown
    after: unknown
    details?: Record<string, unknown>
  },
): void {
  if (tx.entries === null) throw new Error('appendEntry outside a transaction')
  tx.entries.push({
    at: tx.now(),
    actor: tx.stamp(),
    action: entry.action,
    subject: entry.subject,
    beforeDigest: digestOf(sha256, plainJson(entry.before)),
    afterDigest: digestOf(sha256, plainJson(entry.after)),
    details: plainJson(entry.details ?? null),
  })
}
