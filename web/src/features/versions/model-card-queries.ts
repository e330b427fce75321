import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type ModelCard = Schemas['ModelCard']
export type CardValidation = Schemas['ModelCardValidation']
export type CardSegment = Schemas['ModelCardSegment']
export type CardMetric = Schemas['ModelCardMetric']
export type CardFairness = Schemas['ModelCardFairness']

/** Under the noun of versions, so that what changes a version changes its card. */
export function modelCardQuery(id: string) {
  return queryOptions({
    queryKey: ['versions', 'model-card', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/versions/{id}/model-card', { params: { path: { id } } })),
    // Written from many records: asked anew whenever it is looked at.
    staleTime: 0,
  })
}

export function modelCardPath(id: string, form: 'json' | 'markdown'): string {
  return `/api/v1/versions/${id}/model-card${form === 'json' ? '' : '.md'}`
}
