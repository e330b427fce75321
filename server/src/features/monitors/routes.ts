import type { FastifyInstance } from 'fastify'
import { closingOf } from '../../http/closing-of.ts'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { addDefaultMonitors } from './add-default-monitors.ts'
import { addMonitor } from './add-monitor.ts'
import { changeMonitor } from './change-monitor.ts'
import { defaultMonitorsRequest, monitor, monitorList, monitorRequest } from './schemas.ts'
import { addTemplateMonitors } from './add-template-monitors.ts'
import { listTemplates } from './list-templates.ts'
import { simulateHistory } from './simulate-history.ts'
import { simulation, simulationQuery } from './simulation-schemas.ts'
import { listMonitors } from './store.ts'
import { monitorTemplateList, templateMonitorsRequest } from './template-schemas.ts'

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
    method: 'GET',
    url: '/api/v1/monitor-templates',
    access: 'monitoring.read',
    tag,
    summary: 'Sets of monitors by use case, each with its reason',
    schemas: { response: monitorTemplateList },
    handler: ({ ctx }) => listTemplates(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/monitors/from-template',
    access: 'monitors.manage',
    tag,
    summary: 'Add the monitors of a template for a version',
    description: 'Monitors that exist already stay as they are.',
    schemas: { params: idParams, body: templateMonitorsRequest, response: monitorList },
    status: 201,
    handler: ({ ctx, params, body }) => addTemplateMonitors(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/monitors/simulation',
    access: 'monitoring.read',
    tag,
    summary: 'What a monitor would have said on the history of a version',
    description: 'Try settings before switching them on; nothing is changed and nothing is kept.',
    schemas: { params: idParams, query: simulationQuery, response: simulation },
    handler: ({ ctx, params, query, reply }) =>
      simulateHistory(ctx, params.id, query, closingOf(reply)),
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
