import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'
import type { DutyState } from './duty-state.ts'

export type Duty = Schemas['Duty']
export type DutySummary = Schemas['DutySummary']
type DutyOverview = Schemas['DutyOverview']
export type OverviewItem = DutyOverview['items'][number]
type DutyPage = Schemas['DutyPage']

/** While the server derives more in the background, what is shown follows. */
const followEvery = 5000

/** How soon to ask again: not at all once every AI system is derived. */
export function followDeriving({ state }: { state: { data: { deriving: number } | undefined } }) {
  return (state.data?.deriving ?? 0) > 0 ? followEvery : false
}

export const overviewQuery = queryOptions({
  queryKey: ['duties', 'overview'],
  queryFn: () => dataOf(api.GET('/api/v1/duties/overview')),
  refetchInterval: followDeriving,
})

function listDuties(query: object): Promise<DutyPage> {
  return dataOf(api.GET('/api/v1/duties', { params: { query: query as Record<string, never> } }))
}

export function dutiesQuery({ search: q, ...filters }: Omit<DutyState, 'view'>) {
  const query = Object.fromEntries(
    Object.entries({ q, ...filters }).filter(([, value]) => value !== undefined),
  )
  return queryOptions({
    queryKey: ['duties', 'list', query],
    queryFn: () => listDuties(query),
    refetchInterval: followDeriving,
  })
}

async function everyDuty(query: object): Promise<DutyPage> {
  let page = await listDuties({ ...query, limit: 200 })
  const items = [...page.items]
  while (page.nextCursor !== null) {
    page = await listDuties({ ...query, limit: 200, cursor: page.nextCursor })
    items.push(...page.items)
  }
  return { ...page, items }
}

/** All duties of one AI system by their requirement, but what is exempt or ended. */
export function dutiesOfSystemQuery(aiSystemId: string) {
  return queryOptions({
    queryKey: ['duties', 'of', aiSystemId],
    queryFn: async () => {
      const [asked, undecided] = await Promise.all([
        everyDuty({ aiSystemId }),
        everyDuty({ aiSystemId, status: 'undecided' }),
      ])
      const items = [...asked.items, ...undecided.items]
      return {
        deriving: asked.deriving,
        byRequirement: new Map(items.map((duty) => [duty.requirement.id, duty])),
      }
    },
    refetchInterval: followDeriving,
  })
}

export function dutyQuery(id: string) {
  return queryOptions({
    queryKey: ['duties', id],
    queryFn: () => dataOf(api.GET('/api/v1/duties/{id}', { params: { path: { id } } })),
  })
}

/** What changing a duty can change elsewhere. */
export function refreshDuties(): Promise<void> {
  return refresh('duties', 'ledger', 'notifications', 'worklist')
}

/** Also after a refusal: where somebody else was faster, the page then shows what they did. */
async function writing<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } finally {
    await refreshDuties()
  }
}

function revised({ id, revision }: Pick<Duty, 'id' | 'revision'>) {
  return { params: { path: { id } }, headers: { 'if-match': `"${revision}"` } }
}

/** `revision` is the one that was seen: what somebody else said since is not overwritten. */
export function changeDuty(
  id: string,
  revision: number,
  body: Schemas['ChangeDutyRequest'],
): Promise<Duty> {
  return dataOf(api.PATCH('/api/v1/duties/{id}', { ...revised({ id, revision }), body }))
}

export function assignDuties(body: Schemas['AssignDutiesRequest']) {
  return writing(dataOf(api.POST('/api/v1/duties/assign', { body })))
}

export function setAsideDuty(duty: Duty, reason: string): Promise<Duty> {
  const body = { reason }
  return writing(dataOf(api.POST('/api/v1/duties/{id}/set-aside', { ...revised(duty), body })))
}

export function takeUpDuty(duty: Duty): Promise<Duty> {
  return writing(dataOf(api.DELETE('/api/v1/duties/{id}/set-aside', revised(duty))))
}

export function confirmDuty(duty: Duty, reason: string): Promise<Duty> {
  const body = { reason }
  return writing(dataOf(api.POST('/api/v1/duties/{id}/confirm', { ...revised(duty), body })))
}
