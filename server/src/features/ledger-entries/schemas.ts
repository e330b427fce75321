import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'

const ledgerEntry = z
  .object({
    sequence: z.number().int(),
    at: z.iso.datetime(),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    action: z.string(),
    subject: z.object({ type: z.string(), id: z.string() }),
    beforeDigest: z.string().nullable(),
    afterDigest: z.string().nullable(),
    details: z.unknown(),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'LedgerEntry' })

export const ledgerPage = pageOf(ledgerEntry, 'LedgerEntryPage')

export const ledgerQuery = z.object({
  ...pagingQuery,
  action: z.string().max(100).optional().describe('only this action, or all that begin with it'),
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
})

export const ledgerVerification = z
  .object({
    verified: z.boolean(),
    entries: z.number().int().describe('how many entries were checked'),
    headHash: z.string().nullable(),
    brokenEntry: z.number().int().nullable().describe('the first entry that does not hold'),
    reason: z.string().nullable(),
    milliseconds: z.number(),
  })
  .meta({ id: 'LedgerVerification' })
