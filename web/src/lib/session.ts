import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from './api.ts'

export type Session = Schemas['Session']
export type Permission = Session['permissions'][number]['name']

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => dataOf(api.GET('/api/v1/session')),
  staleTime: 60_000,
  retry: false,
})

/** Who is signed in. Every page behind the sign-in has it before it shows. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Null where the asker may; else why not, in the words the API would refuse with. */
export function useRefusal(permission: Permission): string | null {
  const found = useSession().permissions.find(({ name }) => name === permission)
  return found?.allowed === true ? null : (found?.reason ?? null)
}
