import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'

export type Control = Schemas['Control']
export type ControlSummary = Schemas['ControlSummary']
export type ControlFilters = {
  search?: string | undefined
  state?: NonNullable<Control['implementation']>['state'] | undefined
  framework?: string | undefined
  owner?: string | undefined
  retired?: 'true' | undefined
  cursor?: string | undefined
}

export function controlsQuery(filters: ControlFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['controls', query],
    queryFn: () => dataOf(api.GET('/api/v1/controls', { params: { query } })),
  })
}

export function controlQuery(id: string) {
  return queryOptions({
    queryKey: ['controls', id],
    queryFn: () => dataOf(api.GET('/api/v1/controls/{id}', { params: { path: { id } } })),
  })
}

/** Also after a refusal: where somebody else was faster, the page then shows what they did. */
export async function writing<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } finally {
    await refresh(
      'controls',
      'control-tests',
      'coverage',
      'findings',
      'gap-assessments',
      'ledger',
      'worklist',
    )
  }
}

export type Revised = { id: string; revision: number }

export function atRevision({ id, revision }: Revised) {
  return { params: { path: { id } }, headers: { 'if-match': `"${revision}"` } }
}

export function writeControl(body: Schemas['CreateControlRequest']): Promise<Control> {
  return writing(dataOf(api.POST('/api/v1/controls', { body })))
}

export function changeControl(
  control: Revised,
  body: Schemas['ChangeControlRequest'],
): Promise<Control> {
  return writing(dataOf(api.PATCH('/api/v1/controls/{id}', { ...atRevision(control), body })))
}

export function retireControl(control: Revised, reason: string): Promise<Control> {
  const body = { reason }
  return writing(dataOf(api.POST('/api/v1/controls/{id}/retire', { ...atRevision(control), body })))
}

export function mapRequirement(
  { id, revision }: Revised,
  requirementId: string,
  body: Schemas['MapRequirementRequest'],
): Promise<Control> {
  const params = { path: { id, requirementId } }
  const headers = { 'if-match': `"${revision}"` }
  return writing(
    dataOf(
      api.PUT('/api/v1/controls/{id}/requirements/{requirementId}', { params, headers, body }),
    ),
  )
}

export function unmapRequirement(
  { id, revision }: Revised,
  requirementId: string,
): Promise<Control> {
  const params = { path: { id, requirementId } }
  const headers = { 'if-match': `"${revision}"` }
  return writing(
    dataOf(api.DELETE('/api/v1/controls/{id}/requirements/{requirementId}', { params, headers })),
  )
}

/** The pair, either way round. */
type Pair = { from: string; to: string }

export async function adoptMapping({ from, to }: Pair, reason: string): Promise<void> {
  await writing(dataOf(api.POST('/api/v1/adopted-mappings', { body: { from, to, reason } })))
}

export async function dropMapping({ from, to }: Pair): Promise<void> {
  await writing(dataOf(api.DELETE('/api/v1/adopted-mappings', { body: { from, to } })))
}
