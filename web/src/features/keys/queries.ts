import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'

export type ApiKey = Schemas['ApiKey']

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => dataOf(api.GET('/api/v1/keys')),
})

export async function createKey(body: Schemas['CreateKeyRequest']): Promise<string> {
  const { key } = await dataOf(api.POST('/api/v1/keys', { body }))
  await refresh('keys', 'ledger')
  return key
}

export async function revokeKey(id: string): Promise<void> {
  await dataOf(api.DELETE('/api/v1/keys/{id}', { params: { path: { id } } }))
  await refresh('keys', 'ledger')
}
