import { z } from 'zod'

const notification = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    body: z.string(),
    path: z.string(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notification' })

export const notificationList = z
  .object({ items: z.array(notification), unread: z.number().int() })
  .meta({ id: 'NotificationList' })

export const markReadRequest = z
  .strictObject({ ids: z.array(z.uuid()).min(1).max(200) })
  .meta({ id: 'MarkNotificationsReadRequest' })
