import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api, fetchText } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'
import type { EvidenceFilters } from './filters.ts'

export type Evidence = Schemas['Evidence']
export type EvidenceSummary = Schemas['EvidenceSummary']
export type EvidenceVersion = Schemas['EvidenceVersion']
export type EvidenceLink = Schemas['EvidenceLink']
type NewLink = Schemas['LinkEvidenceRequest']

export function evidenceListQuery(filters: EvidenceFilters & { limit?: number }) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['evidence', query],
    queryFn: () => dataOf(api.GET('/api/v1/evidence', { params: { query } })),
  })
}

export function evidenceQuery(id: string) {
  return queryOptions({
    queryKey: ['evidence', id],
    queryFn: () => dataOf(api.GET('/api/v1/evidence/{id}', { params: { path: { id } } })),
  })
}

/** The piece that was filed from a record: found by its title, known by its source. */
export function filedEvidenceQuery({ type, id }: NonNullable<Evidence['source']>, title: string) {
  return queryOptions({
    queryKey: ['evidence', 'of', type, id],
    queryFn: async () => {
      const params = { query: { search: title, origin: 'primum' as const } }
      const { items } = await dataOf(api.GET('/api/v1/evidence', { params }))
      return items.find(({ source }) => source?.type === type && source.id === id) ?? null
    },
  })
}

/** How many rows stand in a panel of the page. */
const limit = 20

function page(cursor: string | undefined): { limit: number; cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor }
}

export function versionsQuery(id: string, cursor: string | undefined) {
  const params = { path: { id }, query: page(cursor) }
  return queryOptions({
    queryKey: ['evidence', id, 'versions', cursor ?? ''],
    queryFn: () => dataOf(api.GET('/api/v1/evidence/{id}/versions', { params })),
  })
}

export function linksQuery(id: string, cursor: string | undefined) {
  const params = { path: { id }, query: page(cursor) }
  return queryOptions({
    queryKey: ['evidence', id, 'links', cursor ?? ''],
    queryFn: () => dataOf(api.GET('/api/v1/evidence/{id}/links', { params })),
  })
}

export function contentPath(id: string, number: number): string {
  return `/api/v1/evidence/${id}/versions/${number}/content`
}

export function previewPath(id: string, number: number): string {
  return `/api/v1/evidence/${id}/versions/${number}/preview`
}

export function previewTextQuery(id: string, number: number) {
  return queryOptions({
    queryKey: ['evidence-preview', id, number],
    // A version never changes.
    staleTime: Infinity,
    queryFn: () => fetchText(previewPath(id, number)),
  })
}

export async function registerEvidence(body: Schemas['RegisterEvidenceRequest']) {
  const evidence = await dataOf(api.POST('/api/v1/evidence', { body }))
  await refreshEvidence()
  return evidence
}

type Revised = Pick<Evidence, 'id' | 'revision'>

function revised({ id, revision }: Revised) {
  return { params: { path: { id } }, headers: { 'if-match': `"${revision}"` } }
}

export async function describeEvidence(
  evidence: Revised,
  body: Schemas['DescribeEvidenceRequest'],
): Promise<void> {
  await dataOf(api.PATCH('/api/v1/evidence/{id}', { ...revised(evidence), body }))
  await refreshEvidence()
}

export async function linkEvidence(id: string, body: NewLink): Promise<void> {
  await dataOf(api.POST('/api/v1/evidence/{id}/links', { params: { path: { id } }, body }))
  await refreshEvidence()
}

export async function unlinkEvidence(id: string, linkId: string): Promise<void> {
  const params = { path: { id, linkId } }
  await dataOf(api.DELETE('/api/v1/evidence/{id}/links/{linkId}', { params }))
  await refreshEvidence()
}

export async function holdEvidence(evidence: Revised, reason: string): Promise<void> {
  const body = { reason }
  await dataOf(api.POST('/api/v1/evidence/{id}/hold', { ...revised(evidence), body }))
  await refreshEvidence()
}

export async function releaseEvidence(evidence: Revised, reason: string): Promise<void> {
  const body = { reason }
  await dataOf(api.POST('/api/v1/evidence/{id}/release', { ...revised(evidence), body }))
  await refreshEvidence()
}

export async function withdrawEvidence(evidence: Revised, reason: string): Promise<void> {
  const body = { reason }
  await dataOf(api.POST('/api/v1/evidence/{id}/withdraw', { ...revised(evidence), body }))
  await refreshEvidence()
}

export async function retainEvidence(
  evidence: Revised,
  body: Schemas['RetainEvidenceRequest'],
): Promise<void> {
  await dataOf(api.PUT('/api/v1/evidence/{id}/retention', { ...revised(evidence), body }))
  await refreshEvidence()
}

/** What filing, linking or withdrawing evidence can change elsewhere. */
export function refreshEvidence(): Promise<void> {
  return refresh('evidence', 'evidence-requests', 'controls', 'duties', 'ledger', 'worklist')
}
