import { z } from 'zod'
import { verifyLedger } from '../features/ledger-entries/verify-ledger.ts'
import { controlQuery } from './control-query.ts'

export const ledgerVerifies = controlQuery({
  id: 'ledger-verifies',
  title: 'The ledger verifies',
  about: 'The whole hash chain of the ledger is recomputed, and holds up to its recorded head.',
  parametersSchema: z.strictObject({}),
  whenNothing: 'not-decidable',
  run: async (ctx) => {
    const { verified, entries, reason } = await verifyLedger(ctx)
    const said = verified ? `all ${entries} entries hold` : (reason ?? 'it does not hold')
    const subject = { type: 'ledger', id: ctx.organizationId, label: 'The ledger' }
    // A chain without an entry holds whatever became of it.
    const ok = verified ? (entries > 0 ? true : null) : false
    return { subjects: [{ subject, ok, reason: said }] }
  },
})
