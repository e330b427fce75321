import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { markRead } from './mark-read.ts'
import { markReadRequest, notificationList } from './schemas.ts'
import { listNotifications } from './store.ts'

const tag = 'notifications'

export function notificationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/notifications',
    access: 'worklist.read',
    tag,
    summary: "One's own notifications, newest first",
    schemas: { response: notificationList },
    handler: ({ ctx }) => listNotifications(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/notifications/read',
    access: 'notifications.manage',
    tag,
    summary: "Mark one's own notifications as read",
    schemas: { body: markReadRequest, response: notificationList },
    handler: ({ ctx, body }) => markRead(ctx, body),
  })
}
