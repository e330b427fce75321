import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type WorklistItem = Schemas['WorklistItem']

export const worklistQuery = queryOptions({
  queryKey: ['worklist'],
  queryFn: () => dataOf(api.GET('/api/v1/worklist')),
  refetchInterval: 60_000,
})
