import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { acknowledgeAlarm } from './acknowledge-alarm.ts'
import { alarm, alarmList } from './schemas.ts'
import { listAlarms } from './store.ts'

const tag = 'alarms'

export function alarmRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/alarms',
    access: 'monitoring.read',
    tag,
    summary: 'Alarms of an AI system, newest first',
    schemas: { params: idParams, response: alarmList },
    handler: ({ ctx, params }) => listAlarms(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/alarms/:id/acknowledge',
    access: 'incidents.manage',
    tag,
    summary: 'Acknowledge an alarm',
    schemas: { params: idParams, response: alarm },
    handler: ({ ctx, params }) => acknowledgeAlarm(ctx, params.id),
  })
}
