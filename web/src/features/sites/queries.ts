import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: () => dataOf(api.GET('/api/v1/sites')),
})

export async function addSite(body: Schemas['AddSiteRequest']) {
  const site = await dataOf(api.POST('/api/v1/sites', { body }))
  await refresh('sites')
  return site
}
