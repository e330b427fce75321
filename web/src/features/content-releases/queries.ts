import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh, refreshSystem } from '../../lib/refresh.ts'
import { sendFile } from '../../lib/send-file.ts'

export type Pack = Schemas['ContentPack']
export type Release = Schemas['ContentRelease']
export type Adoption = Schemas['ContentAdoption']
export type OwnImport = Schemas['OwnFrameworkImport']

type PackKey = Pick<Pack, 'kind' | 'id'>

export const packsQuery = queryOptions({
  queryKey: ['content-packs'],
  queryFn: () => dataOf(api.GET('/api/v1/content-packs')),
})

/** The digest is part of the key: what waits now is never shown as what waited before. */
export function releaseQuery({ kind, id }: PackKey, digest: string) {
  return queryOptions({
    queryKey: ['content-packs', kind, id, 'release', digest],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/content-packs/{kind}/{id}/release', { params: { path: { kind, id } } }),
      ),
  })
}

type AdoptionFilters = {
  kind?: Pack['kind'] | undefined
  pack?: string | undefined
  cursor?: string | undefined
}

export function adoptionsQuery(filters: AdoptionFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['content-packs', 'adoptions', query],
    queryFn: () => dataOf(api.GET('/api/v1/content-adoptions', { params: { query } })),
  })
}

export function adoptionQuery(id: string) {
  return queryOptions({
    queryKey: ['content-packs', 'adoption', id],
    queryFn: () => dataOf(api.GET('/api/v1/content-adoptions/{id}', { params: { path: { id } } })),
  })
}

export function takeRelease(
  { kind, id }: PackKey,
  body: Schemas['AdoptReleaseRequest'],
): Promise<Adoption> {
  const params = { path: { kind, id } }
  return deciding(dataOf(api.POST('/api/v1/content-packs/{kind}/{id}/release', { params, body })))
}

export function switchPack(
  { kind, id, revision }: Pack,
  body: Schemas['SwitchPackRequest'],
): Promise<Pack> {
  const params = { path: { kind, id } }
  // While nobody has decided anything there is nothing yet that somebody else could have changed.
  const headers = revision === 0 ? {} : { 'if-match': `"${revision}"` }
  return deciding(
    dataOf(api.PUT('/api/v1/content-packs/{kind}/{id}/switch', { params, headers, body })),
  )
}

export function removeOwn(id: string, reason: string): Promise<Schemas['OwnFrameworkRemoval']> {
  const params = { path: { id } }
  const body = { reason }
  return deciding(dataOf(api.DELETE('/api/v1/content-packs/own/{id}', { params, body })))
}

/** Sends the file of an own framework, to look at it or, with a reason, to take it. */
export function sendOwn(file: File, said: Record<string, string>): Promise<OwnImport> {
  const query = new URLSearchParams({ ...said, fileName: file.name })
  const sent = sendFile<OwnImport>(`/api/v1/content-packs/own?${query.toString()}`, file, {
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  return 'preview' in said ? sent : deciding(sent)
}

/** What is asked of the organization decides much that the pages show; a refusal may mean news too. */
async function deciding<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } finally {
    await Promise.all([
      refreshSystem(),
      refresh(
        ...['content-packs', 'frameworks', 'coverage', 'controls', 'control-tests', 'duties'],
        ...['evidence', 'obligations', 'statements'],
      ),
    ])
  }
}
