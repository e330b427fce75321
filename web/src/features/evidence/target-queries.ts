import { dataOf } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

/** Controls that evidence can speak for, to choose from. */
export const controlChoicesQuery = queryOptions({
  queryKey: ['controls', 'choices'],
  queryFn: () => dataOf(api.GET('/api/v1/controls', { params: { query: { limit: 200 } } })),
})
