import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type Framework = Schemas['Framework']
export type FrameworkSummary = Schemas['FrameworkList']['items'][number]
export type Requirement = Schemas['FrameworkRequirement']
export type Source = Framework['sources'][number]
export type Crosswalk = Schemas['FrameworkCrosswalk']
export type Coverage = Schemas['FrameworkCoverage']

// The program comes with this content: it changes with the program, and not while one reads.
const staleTime = 600_000

export const frameworksQuery = queryOptions({
  queryKey: ['frameworks'],
  staleTime,
  queryFn: () => dataOf(api.GET('/api/v1/frameworks')),
})

export function frameworkQuery(id: string) {
  return queryOptions({
    queryKey: ['frameworks', id],
    staleTime,
    queryFn: () => dataOf(api.GET('/api/v1/frameworks/{id}', { params: { path: { id } } })),
  })
}

export function crosswalkQuery(id: string, to: string) {
  return queryOptions({
    queryKey: ['frameworks', id, 'crosswalk', to],
    staleTime,
    queryFn: () =>
      dataOf(api.GET('/api/v1/frameworks/{id}/crosswalk/{to}', { params: { path: { id, to } } })),
  })
}

/** What the controls of the organization make of it, and so no content that stays as it is. */
export function coverageQuery(id: string) {
  return queryOptions({
    queryKey: ['coverage', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/frameworks/{id}/coverage', { params: { path: { id } } })),
  })
}
