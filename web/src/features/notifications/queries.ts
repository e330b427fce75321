import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'

type Notification = Schemas['Notification']

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: () => dataOf(api.GET('/api/v1/notifications')),
  refetchInterval: 60_000,
})

export async function markRead(notifications: Notification[]): Promise<void> {
  const ids = notifications.filter(({ readAt }) => readAt === null).map(({ id }) => id)
  const list = await dataOf(api.POST('/api/v1/notifications/read', { body: { ids } }))
  queryClient.setQueryData(notificationsQuery.queryKey, list)
}
