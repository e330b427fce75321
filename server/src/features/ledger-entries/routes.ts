import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { listEntries } from './list-entries.ts'
import { ledgerPage, ledgerQuery, ledgerVerification } from './schemas.ts'
import { verifyLedger } from './verify-ledger.ts'

export function ledgerEntryRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ledger',
    access: 'ledger.read',
    tag: 'ledger',
    summary: 'The ledger, newest entry first',
    schemas: { query: ledgerQuery, response: ledgerPage },
    handler: ({ ctx, query }) => listEntries(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ledger/verify',
    access: 'ledger.verify',
    tag: 'ledger',
    summary: 'Verify the whole chain and name the first broken entry',
    schemas: { response: ledgerVerification },
    handler: ({ ctx }) => verifyLedger(ctx),
  })
}
