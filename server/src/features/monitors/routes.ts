import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { addDefaultMonitors } from './add-default-monitors.ts'
import { addMonitor } from './add-monitor.ts'
import { changeMonitor } from './change-monitor.ts'
import { defaultMonitorsRequest, monitor, monitorList, monitorRequest } from './schemas.ts'
import { listMonitors } from './store.ts'

const tag = 'monitors'

export function monitorRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/monitors',
    access: 'monitoring.read',
    tag,
    summary: 'The monitors of an AI system with their latest verdicts',
    schemas: { params: idParams, response: monitorList },
    handler: ({ ctx, params }) => listMonitors(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/monitors',
    access: 'monitors.manage',
    tag,
    summary: 'Add a monitor',
    schemas: { params: idParams, body: monitorRequest, response: monitor },
    status: 201,
    handler: ({ ctx, params, body }) => addMonitor(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/monitors/defaults',
    access: 'monitors.manage',
    tag,
    summary: "Add the standard set of monitors for a version's baseline",
    schemas: { params: idParams, body: defaultMonitorsRequest, response: monitorList },
    status: 201,
    handler: ({ ctx, params, body }) => addDefaultMonitors(ctx, params.id, body),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/monitors/:id',
    access: 'monitors.manage',
    tag,
    summary: 'Replace the settings of a monitor; its detector starts anew',
    schemas: { params: idParams, body: monitorRequest, response: monitor },
    handler: ({ ctx, params, body }) => changeMonitor(ctx, params.id, body),
  })
}
