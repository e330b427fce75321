import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type Alias = Schemas['Alias']

export function aliasesQuery(id: string) {
  return queryOptions({
    queryKey: ['aliases', id],
    queryFn: () => dataOf(api.GET('/api/v1/ai-systems/{id}/aliases', { params: { path: { id } } })),
  })
}

export function aliasEventsQuery(id: string) {
  return queryOptions({
    queryKey: ['aliases', id, 'events'],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/alias-events', {
          params: { path: { id }, query: { limit: 100 } },
        }),
      ),
  })
}

/** Moves stable, on the state that was seen: whoever moved it meanwhile wins. */
export async function promote(
  aiSystemId: string,
  versionId: string,
  seen: number,
  reason: string,
): Promise<void> {
  await dataOf(
    api.PUT('/api/v1/ai-systems/{id}/aliases/{alias}', {
      params: { path: { id: aiSystemId, alias: 'stable' } },
      headers: { 'if-match': `"${seen}"` },
      body: { versionId, reason },
    }),
  )
  await refreshSystem()
}
