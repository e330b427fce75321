import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { refresh, refreshSystem } from '../../lib/refresh.ts'
import type { Signature } from '../../ui/SignDialog.tsx'
import type { Protocol, ProtocolContent } from './protocol-values.ts'

export type Run = Schemas['ValidationRun']
export type StartRun = Schemas['StartValidationRunRequest']

export function protocolsQuery(aiSystemId: string) {
  return queryOptions({
    queryKey: ['validation', 'protocols', 'of', aiSystemId],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/validation-protocols', {
          params: { path: { id: aiSystemId }, query: { limit: 100 } },
        }),
      ),
  })
}

export function protocolQuery(id: string) {
  return queryOptions({
    queryKey: ['validation', 'protocols', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/validation-protocols/{id}', { params: { path: { id } } })),
  })
}

export async function writeProtocol(aiSystemId: string, body: ProtocolContent) {
  const protocol = await dataOf(
    api.POST('/api/v1/ai-systems/{id}/validation-protocols', {
      params: { path: { id: aiSystemId } },
      body,
    }),
  )
  keep(protocol)
  await refresh('validation')
  return protocol
}

export async function editProtocol({ id, revision }: Protocol, body: ProtocolContent) {
  keep(
    await dataOf(
      api.PATCH('/api/v1/validation-protocols/{id}', {
        params: { path: { id } },
        headers: { 'if-match': `"${revision}"` },
        body,
      }),
    ),
  )
  await refresh('validation')
}

export async function lockProtocol(id: string, signature: Signature) {
  keep(
    await dataOf(
      api.POST('/api/v1/validation-protocols/{id}/lock', {
        params: { path: { id } },
        body: signature,
      }),
    ),
  )
  await refreshValidation()
}

/** The files of a protocol that are still on the server. */
export function uploadsQuery(protocolId: string) {
  return queryOptions({
    queryKey: ['validation', 'uploads', 'of', protocolId],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/validation-protocols/{id}/uploads', {
          params: { path: { id: protocolId }, query: { limit: 100, state: 'ready' } },
        }),
      ),
  })
}

export function uploadQuery(id: string) {
  return queryOptions({
    queryKey: ['validation', 'uploads', id],
    queryFn: () => dataOf(api.GET('/api/v1/validation-uploads/{id}', { params: { path: { id } } })),
  })
}

/** Where a file is sent to; it goes as it is, so not through the typed client. */
export function uploadPath(protocolId: string, fileName: string): string {
  const query = new URLSearchParams({ fileName })
  return `/api/v1/validation-protocols/${protocolId}/uploads?${query}`
}

export async function startRun(protocolId: string, body: StartRun): Promise<Run> {
  const run = await dataOf(
    api.POST('/api/v1/validation-protocols/{id}/runs', {
      params: { path: { id: protocolId } },
      body,
    }),
  )
  await refresh('validation')
  return run
}

export async function startSilentRun(
  protocolId: string,
  body: Schemas['StartSilentRunRequest'],
): Promise<Run> {
  const run = await dataOf(
    api.POST('/api/v1/validation-protocols/{id}/silent-runs', {
      params: { path: { id: protocolId } },
      body,
    }),
  )
  await refresh('validation')
  return run
}

export function isUnderWay({ state }: Pick<Run, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

export function runsQuery(aiSystemId: string) {
  return queryOptions({
    queryKey: ['validation', 'runs', 'of', aiSystemId],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/validation-runs', {
          params: { path: { id: aiSystemId }, query: { limit: 100 } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2000 : false),
  })
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['validation', 'runs', id],
    queryFn: () => dataOf(api.GET('/api/v1/validation-runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? 1000 : false,
  })
}

export function reportQuery(id: string) {
  return queryOptions({
    queryKey: ['validation', 'reports', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/validation-runs/{id}/report', { params: { path: { id } } })),
    // A report does not change once it is there.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function reportCsvPath(id: string): string {
  return `/api/v1/validation-runs/${id}/report.csv`
}

export async function cancelRun(id: string): Promise<void> {
  await dataOf(api.POST('/api/v1/validation-runs/{id}/cancel', { params: { path: { id } } }))
  await refresh('validation')
}

export async function signRun(id: string, signature: Signature): Promise<void> {
  await dataOf(
    api.POST('/api/v1/validation-runs/{id}/sign', {
      params: { path: { id } },
      body: signature,
    }),
  )
  await refreshValidation()
}

async function refreshValidation(): Promise<void> {
  await Promise.all([refresh('validation'), refreshSystem()])
}

function keep(protocol: Protocol): void {
  queryClient.setQueryData(protocolQuery(protocol.id).queryKey, protocol)
}
