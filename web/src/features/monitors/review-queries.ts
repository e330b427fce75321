import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type ReviewSummary = Schemas['ReviewSummary']

export type ReviewedBy = 'human' | 'automated' | undefined

export function reviewSummaryQuery(id: string, versionId: string, reviewedBy: ReviewedBy) {
  const query = { versionId, ...(reviewedBy === undefined ? {} : { reviewedBy }) }
  return queryOptions({
    queryKey: ['monitors', id, 'reviews', query],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/reviews/summary', { params: { path: { id }, query } }),
      ),
    placeholderData: keepPreviousData,
  })
}
