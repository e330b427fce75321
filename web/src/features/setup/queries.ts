import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => dataOf(api.GET('/api/v1/setup')),
})

export function completeSetup(body: Schemas['SetupRequest']) {
  return dataOf(api.POST('/api/v1/setup', { body }))
}
