import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'
import type { Signature } from '../../ui/SignDialog.tsx'

export type Version = Schemas['Version']
export type VersionDetail = Schemas['VersionDetail']

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['versions', 'of', id],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/versions', {
          params: { path: { id }, query: { limit: 100 } },
        }),
      ),
  })
}

export function versionQuery(id: string) {
  return queryOptions({
    queryKey: ['versions', id],
    queryFn: () => dataOf(api.GET('/api/v1/versions/{id}', { params: { path: { id } } })),
  })
}

export function deploymentsQuery(id: string, at?: string) {
  return queryOptions({
    queryKey: ['deployments', id, at ?? 'all'],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/deployments', {
          params: { path: { id }, query: at === undefined ? { limit: 100 } : { at } },
        }),
      ),
  })
}

export async function registerVersion(aiSystemId: string, body: Schemas['RegisterVersionRequest']) {
  const version = await dataOf(
    api.POST('/api/v1/ai-systems/{id}/versions', { params: { path: { id: aiSystemId } }, body }),
  )
  await refreshSystem()
  return version
}

export async function approveVersion(id: string, { statement, ...proof }: Signature) {
  const body = { ...proof, statement: statement ?? null }
  await dataOf(api.POST('/api/v1/versions/{id}/approvals', { params: { path: { id } }, body }))
  await refreshSystem()
}

export async function withdrawVersion(id: string, reason: string) {
  await dataOf(
    api.POST('/api/v1/versions/{id}/withdraw', { params: { path: { id } }, body: { reason } }),
  )
  await refreshSystem()
}
