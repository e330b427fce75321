import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { changeIncident } from './change-incident.ts'
import { listIncidents } from './list-incidents.ts'
import { openIncident } from './open-incident.ts'
import {
  changeIncidentRequest,
  incident,
  incidentPage,
  incidentQuery,
  openIncidentRequest,
} from './schemas.ts'
import { loadIncident, shownIncident } from './store.ts'

const tag = 'incidents'

export function incidentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/incidents',
    access: 'incidents.read',
    tag,
    summary: 'Incidents, newest first',
    schemas: { query: incidentQuery, response: incidentPage },
    handler: ({ ctx, query }) => listIncidents(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/incidents/:id',
    access: 'incidents.read',
    tag,
    summary: 'One incident with its evidence; the ETag is its revision',
    schemas: { params: idParams, response: incident },
    handler: async ({ ctx, params, reply }) => {
      ctx.authorize('incidents.read')
      const found = await loadIncident(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return shownIncident(found)
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/incidents',
    access: 'incidents.open',
    tag,
    summary: 'Open an incident of an AI system',
    schemas: { params: idParams, body: openIncidentRequest, response: incident },
    status: 201,
    handler: ({ ctx, params, body }) => openIncident(ctx, params.id, body),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/incidents/:id',
    access: 'incidents.manage',
    tag,
    summary: 'Change status, severity, owner, due date or resolution',
    schemas: { params: idParams, body: changeIncidentRequest, response: incident },
    handler: ({ ctx, params, body, request }) =>
      changeIncident(ctx, params.id, body, readRevision(request)),
  })
}
