import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'
import type { RequestFilters } from './request-filters.ts'

export type EvidenceRequest = Schemas['EvidenceRequest']

export function requestsQuery(filters: RequestFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['evidence-requests', query],
    queryFn: () => dataOf(api.GET('/api/v1/evidence-requests', { params: { query } })),
  })
}

export function requestQuery(id: string) {
  return queryOptions({
    queryKey: ['evidence-requests', id],
    queryFn: () => dataOf(api.GET('/api/v1/evidence-requests/{id}', { params: { path: { id } } })),
  })
}

export async function requestEvidence(body: Schemas['RequestEvidenceRequest']) {
  const request = await dataOf(api.POST('/api/v1/evidence-requests', { body }))
  await refreshRequests()
  return request
}

export async function fulfilRequest(id: string, evidenceId: string): Promise<void> {
  const params = { path: { id } }
  const body = { evidenceId }
  await dataOf(api.POST('/api/v1/evidence-requests/{id}/fulfil', { params, body }))
  await refreshRequests()
}

export async function cancelRequest(id: string, reason: string): Promise<void> {
  const params = { path: { id } }
  await dataOf(api.POST('/api/v1/evidence-requests/{id}/cancel', { params, body: { reason } }))
  await refreshRequests()
}

/** An answer links evidence, and with that what controls stand on. */
function refreshRequests(): Promise<void> {
  const nouns = ['evidence-requests', 'evidence', 'controls', 'worklist', 'notifications', 'ledger']
  return refresh(...nouns)
}
