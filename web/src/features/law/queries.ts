import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'
import { followDeriving } from '../duties/queries.ts'

export type LawFact = Schemas['LawFact']
export type FactName = LawFact['name']
export type FactValue = NonNullable<LawFact['value']>
export type Law = Schemas['ObligationList']
export type Obligation = Schemas['Obligation']
export type WhatIf = Schemas['WhatIf']
export type LawCalendar = Schemas['LawCalendar']
export type StatedFacts = Schemas['StateLawFactsRequest']['facts']

export function obligationsQuery(id: string) {
  return queryOptions({
    queryKey: ['obligations', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/obligations', { params: { path: { id } } })),
  })
}

export function lawFactsQuery(id: string) {
  return queryOptions({
    queryKey: ['law-facts', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/law-facts', { params: { path: { id } } })),
  })
}

export const organizationFactsQuery = queryOptions({
  queryKey: ['law-facts'],
  queryFn: () => dataOf(api.GET('/api/v1/law-facts')),
})

export const lawCalendarQuery = queryOptions({
  queryKey: ['obligations', 'calendar'],
  queryFn: () => dataOf(api.GET('/api/v1/law-calendar')),
  refetchInterval: followDeriving,
})

/** States facts of a system; `null` takes a statement back. */
export async function stateFacts(id: string, facts: StatedFacts) {
  const params = { path: { id } }
  await dataOf(api.PATCH('/api/v1/ai-systems/{id}/law-facts', { params, body: { facts } }))
  await refreshLaw()
}

export async function stateOrganizationFacts(facts: StatedFacts) {
  await dataOf(api.PATCH('/api/v1/law-facts', { body: { facts } }))
  await refreshLaw()
}

export function tryFacts(id: string, facts: StatedFacts) {
  const params = { path: { id } }
  return dataOf(
    api.POST('/api/v1/ai-systems/{id}/obligations/what-if', { params, body: { facts } }),
  )
}

/** Facts decide what applies, and what applies stands in gates. */
function refreshLaw(): Promise<void> {
  return refresh('law-facts', 'obligations', 'duties', 'lifecycle', 'ledger')
}
