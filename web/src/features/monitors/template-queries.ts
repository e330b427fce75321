import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type MonitorTemplate = Schemas['MonitorTemplateList']['items'][number]

export function templatesQuery() {
  return queryOptions({
    queryKey: ['monitor-templates'],
    queryFn: () => dataOf(api.GET('/api/v1/monitor-templates')),
  })
}

export async function addTemplateMonitors(id: string, template: string, versionId: string) {
  await dataOf(
    api.POST('/api/v1/ai-systems/{id}/monitors/from-template', {
      params: { path: { id } },
      body: { template, versionId },
    }),
  )
  await refreshSystem()
}
