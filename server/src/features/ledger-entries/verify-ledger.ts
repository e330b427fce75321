import { checkNext, emptyChain } from '@primum/core/ledger/chain'
import type { ChainState } from '@primum/core/ledger/chain'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { sha256 } from '../../ledger/sha256.ts'
import type { ledgerVerification } from './schemas.ts'
import { toEntry } from './store.ts'

const batch = 2000

/**
 * Recomputes the whole chain of the organization, a batch at a time, as of one moment, and names
 * the first entry that does not hold. A cut-off end is found against the recorded head.
 */
export async function verifyLedger(ctx: Context): Promise<z.infer<typeof ledgerVerification>> {
  ctx.authorize('ledger.verify')
  const started = performance.now()
  const outcome = await ctx.services.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const head = await db
        .selectFrom('ledger_heads')
        .select(['sequence', 'hash'])
        .where('organization_id', '=', ctx.organizationId)
        .executeTakeFirst()
      let state: ChainState = emptyChain
      for (;;) {
        const rows = await db
          .selectFrom('ledger_entries')
          .selectAll()
          .where('organization_id', '=', ctx.organizationId)
          .where('sequence', '>', state.sequence)
          .orderBy('sequence')
          .limit(batch)
          .execute()
        for (const row of rows) {
          const entry = { organizationId: row.organization_id, ...toEntry(row) }
          const check = checkNext(sha256, state, entry)
          if (!check.ok) return { state, broken: check }
          state = check.state
        }
        if (rows.length < batch) break
      }
      const missing = headMismatch(state, head ?? null)
      return { state, broken: missing }
    })
  const { state, broken } = outcome
  return {
    verified: broken === null,
    entries: state.sequence,
    headHash: state.sequence === 0 ? null : state.hash,
    brokenEntry: broken?.entry ?? null,
    reason: broken?.reason ?? null,
    milliseconds: Math.round(performance.now() - started),
  }
}

function headMismatch(state: ChainState, head: ChainState | null) {
  if (head === null) {
    const reason = "The ledger's recorded head is missing, so its end cannot be vouched for."
    return state.sequence === 0 ? null : { entry: state.sequence, reason }
  }
  if (head.sequence === state.sequence && head.hash === state.hash) return null
  if (head.sequence > state.sequence) {
    return {
      entry: state.sequence + 1,
      reason: `The ledger was cut: it ends at entry ${state.sequence}, but ${head.sequence} were written.`,
    }
  }
  return {
    entry: state.sequence,
    reason: `The ledger's recorded head does not match its last entry ${state.sequence}.`,
  }
}
