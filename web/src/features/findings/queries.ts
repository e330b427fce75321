import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type Finding = Schemas['Finding']
export type FindingSummary = Schemas['FindingSummary']
export type FindingFilters = {
  status?: Finding['status'] | undefined
  severity?: Finding['severity'] | undefined
  source?: Finding['source']['type'] | undefined
  open?: boolean | undefined
  overdue?: boolean | undefined
  mine?: boolean | undefined
  aiSystemId?: string | undefined
  cursor?: string | undefined
}

export function findingsQuery(filters: FindingFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['findings', query],
    queryFn: () => dataOf(api.GET('/api/v1/findings', { params: { query } })),
  })
}

export function findingQuery(id: string) {
  return queryOptions({
    queryKey: ['findings', id],
    queryFn: () => dataOf(api.GET('/api/v1/findings/{id}', { params: { path: { id } } })),
  })
}

export async function openFinding(body: Schemas['OpenFindingRequest']): Promise<Finding> {
  const finding = await dataOf(api.POST('/api/v1/findings', { body }))
  await refreshSystem()
  return finding
}

type Revised = Pick<Finding, 'id' | 'revision'>

export async function changeFinding(
  { id, revision }: Revised,
  body: Partial<Schemas['ChangeFindingRequest']>,
): Promise<void> {
  const headers = { 'if-match': `"${revision}"` }
  const params = { path: { id } }
  const whole = { reason: null, ...body }
  await dataOf(api.PATCH('/api/v1/findings/{id}', { params, headers, body: whole }))
  await refreshSystem()
}

export async function checkFinding(
  { id, revision }: Revised,
  body: Schemas['CheckFindingRequest'],
): Promise<void> {
  const headers = { 'if-match': `"${revision}"` }
  const params = { path: { id } }
  await dataOf(api.POST('/api/v1/findings/{id}/check', { params, headers, body }))
  await refreshSystem()
}
