import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'
import type { Signature } from '../../ui/SignDialog.tsx'

export type Lifecycle = Schemas['Lifecycle']
export type Gate = Schemas['Gate']

export function lifecycleQuery(id: string) {
  return queryOptions({
    queryKey: ['lifecycle', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/lifecycle', { params: { path: { id } } })),
  })
}

export async function signGate(id: string, target: Gate['target'], body: Signature) {
  const params = { path: { id, target } }
  await dataOf(api.POST('/api/v1/ai-systems/{id}/gates/{target}/sign-offs', { params, body }))
  await refreshSystem()
}

export async function changeStage(id: string, to: Gate['target'], reason: string) {
  const body = reason === '' ? { to } : { to, reason }
  await dataOf(api.POST('/api/v1/ai-systems/{id}/stage', { params: { path: { id } }, body }))
  await refreshSystem()
}
