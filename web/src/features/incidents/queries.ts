import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type Incident = Schemas['Incident']
export type IncidentFilters = {
  status?: Incident['status'] | undefined
  severity?: Incident['severity'] | undefined
  aiSystemId?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export const statuses: readonly Incident['status'][] = [
  'open',
  'investigating',
  'contained',
  'resolved',
  'closed',
]
export const severities: readonly Incident['severity'][] = ['critical', 'major', 'minor']

export function incidentsQuery(filters: IncidentFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['incidents', query],
    queryFn: () => dataOf(api.GET('/api/v1/incidents', { params: { query } })),
  })
}

export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ['incidents', id],
    queryFn: () => dataOf(api.GET('/api/v1/incidents/{id}', { params: { path: { id } } })),
  })
}

export async function openIncident(
  aiSystemId: string,
  body: Pick<Schemas['OpenIncidentRequest'], 'title' | 'description' | 'severity'>,
) {
  const incident = await dataOf(
    api.POST('/api/v1/ai-systems/{id}/incidents', {
      params: { path: { id: aiSystemId } },
      body: { ...body, versionId: null, owner: null },
    }),
  )
  await refreshSystem()
  return incident
}

export async function changeIncident(
  { id, revision }: Pick<Incident, 'id' | 'revision'>,
  body: Schemas['ChangeIncidentRequest'],
) {
  await dataOf(
    api.PATCH('/api/v1/incidents/{id}', {
      params: { path: { id } },
      headers: { 'if-match': `"${revision}"` },
      body,
    }),
  )
  await refreshSystem()
}
