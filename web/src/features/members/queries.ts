import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/refresh.ts'

export type Member = Schemas['Member']

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: () => dataOf(api.GET('/api/v1/members')),
})

export async function addMember(body: Schemas['AddMemberRequest']): Promise<Member> {
  const member = await dataOf(api.POST('/api/v1/members', { body }))
  await refresh('members', 'ledger')
  return member
}

export async function changeMember(
  id: string,
  body: Schemas['ChangeMemberRequest'],
): Promise<void> {
  await dataOf(api.PATCH('/api/v1/members/{id}', { params: { path: { id } }, body }))
  await refresh('members', 'session', 'ledger')
}

export async function resetAccess(id: string, password: string): Promise<void> {
  const params = { path: { id } }
  await dataOf(api.POST('/api/v1/members/{id}/reset-access', { params, body: { password } }))
  await refresh('ledger')
}

export async function removeMember(id: string): Promise<void> {
  await dataOf(api.DELETE('/api/v1/members/{id}', { params: { path: { id } } }))
  await refresh('members', 'ledger')
}
