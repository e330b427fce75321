import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type LedgerEntry = Schemas['LedgerEntry']
export type LedgerFilters = {
  action?: string | undefined
  subjectType?: string | undefined
  subjectId?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export function ledgerQuery(filters: LedgerFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['ledger', query],
    queryFn: () => dataOf(api.GET('/api/v1/ledger', { params: { query } })),
  })
}

export function verifyLedger() {
  return dataOf(api.GET('/api/v1/ledger/verify'))
}
