import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { api, fetchText } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { refresh, refreshSystem } from '../../lib/refresh.ts'
import { usePathPart } from '../../lib/url-state.ts'

export type AiSystem = Schemas['AiSystem']
export type AiSystemFields = Schemas['RegisterAiSystemRequest']
export type AiSystemFilters = {
  search?: string | undefined
  stage?: AiSystem['stage'] | undefined
  tier?: number | undefined
  archetype?: AiSystem['archetype'] | undefined
  suspended?: boolean | undefined
  sort?: 'name' | '-name' | 'updated' | '-updated' | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export function aiSystemsQuery(filters: AiSystemFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['ai-systems', query],
    queryFn: () => dataOf(api.GET('/api/v1/ai-systems', { params: { query } })),
  })
}

export function aiSystemQuery(id: string) {
  return queryOptions({
    queryKey: ['ai-systems', id],
    queryFn: () => dataOf(api.GET('/api/v1/ai-systems/{id}', { params: { path: { id } } })),
  })
}

/** The system of this page; its frame has loaded it before any part of it shows. */
export function useAiSystem(): AiSystem {
  return useSuspenseQuery(aiSystemQuery(useAiSystemId())).data
}

export function useAiSystemId(): string {
  return usePathPart('aiSystemId')
}

export async function registerAiSystem(body: AiSystemFields): Promise<AiSystem> {
  const system = await dataOf(api.POST('/api/v1/ai-systems', { body }))
  await refresh('ai-systems', 'duties', 'worklist')
  return system
}

export async function editAiSystem(
  system: AiSystem,
  body: Schemas['EditAiSystemRequest'],
): Promise<void> {
  const params = { path: { id: system.id } }
  const headers = { 'if-match': `"${system.revision}"` }
  keep(await dataOf(api.PATCH('/api/v1/ai-systems/{id}', { params, body, headers })))
  await refreshSystem()
}

export async function suspendAiSystem(id: string, reason: string): Promise<void> {
  const params = { path: { id } }
  keep(await dataOf(api.POST('/api/v1/ai-systems/{id}/suspend', { params, body: { reason } })))
  await refreshSystem()
}

export async function resumeAiSystem(id: string, reason: string): Promise<void> {
  const params = { path: { id } }
  keep(await dataOf(api.POST('/api/v1/ai-systems/{id}/resume', { params, body: { reason } })))
  await refreshSystem()
}

function keep(system: AiSystem): void {
  queryClient.setQueryData(aiSystemQuery(system.id).queryKey, system)
}

export function useTelemetry(id: string) {
  return useQuery({
    queryKey: ['telemetry', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/telemetry', { params: { path: { id } } })),
  })
}

export type ImportReport = Schemas['AiSystemImport']

export async function importAiSystems(csv: string, preview: boolean): Promise<ImportReport> {
  const text = await fetchText(`/api/v1/ai-systems/import?preview=${preview}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csv,
  })
  if (!preview) await refresh('ai-systems', 'worklist')
  return JSON.parse(text) as ImportReport
}

/** The address that answers the list as a file, under the same filters. */
export function exportPath(filters: AiSystemFilters): string {
  const { search, stage, tier, archetype, suspended, sort } = filters
  const wanted = { search, stage, tier, archetype, suspended, sort }
  const pairs = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  return `/api/v1/ai-systems/export${query.size > 0 ? `?${query}` : ''}`
}
