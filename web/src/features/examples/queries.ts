import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'

export type ExampleLoad = Schemas['ExampleLoad']

export const exampleQuery = queryOptions({
  queryKey: ['example'],
  queryFn: () => dataOf(api.GET('/api/v1/example')),
  refetchInterval: ({ state }) => (state.data?.status === 'running' ? 1000 : false),
})

export async function startExample(): Promise<void> {
  keep(await dataOf(api.POST('/api/v1/example', { body: { encounters: 30_000 } })))
}

export async function cancelExample(): Promise<void> {
  keep(await dataOf(api.DELETE('/api/v1/example')))
}

function keep(load: ExampleLoad): void {
  queryClient.setQueryData(exampleQuery.queryKey, load)
}
