import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type Classification = Schemas['Classification']

export function classificationsQuery(id: string) {
  return queryOptions({
    queryKey: ['classifications', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/classifications', { params: { path: { id } } })),
  })
}

export function questionnaireQuery(id: string) {
  return queryOptions({
    queryKey: ['questionnaires', id],
    queryFn: () => dataOf(api.GET('/api/v1/questionnaires/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export async function classify(id: string, answers: Schemas['ClassifyRequest']['answers']) {
  const found = await dataOf(
    api.POST('/api/v1/ai-systems/{id}/classifications', {
      params: { path: { id } },
      body: { answers },
    }),
  )
  await refreshSystem()
  return found
}

export async function overrideTier(id: string, body: Schemas['OverrideTierRequest']) {
  await dataOf(
    api.POST('/api/v1/ai-systems/{id}/tier-override', { params: { path: { id } }, body }),
  )
  await refreshSystem()
}
