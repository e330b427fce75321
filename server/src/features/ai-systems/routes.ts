import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { editAiSystem } from './edit-ai-system.ts'
import { exportAiSystems } from './export-ai-systems.ts'
import { importAiSystems } from './import-ai-systems.ts'
import { listAiSystems } from './list-ai-systems.ts'
import { registerAiSystem } from './register-ai-system.ts'
import { resumeAiSystem } from './resume-ai-system.ts'
import {
  aiSystem,
  aiSystemPage,
  aiSystemQuery,
  editAiSystemRequest,
  exportQuery,
  importBody,
  importQuery,
  importReport,
  registerAiSystemRequest,
  resumeRequest,
  suspendRequest,
} from './schemas.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { suspendAiSystem } from './suspend-ai-system.ts'

const tag = 'ai-systems'

export function aiSystemRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems',
    access: 'ai-systems.read',
    tag,
    summary: 'The inventory of AI systems',
    schemas: { query: aiSystemQuery, response: aiSystemPage },
    handler: ({ ctx, query }) => listAiSystems(ctx, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems',
    access: 'ai-systems.register',
    tag,
    summary: 'Register an AI system',
    schemas: { body: registerAiSystemRequest, response: aiSystem },
    status: 201,
    handler: ({ ctx, body }) => registerAiSystem(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id',
    access: 'ai-systems.read',
    tag,
    summary: 'One AI system; the ETag is its revision',
    schemas: { params: idParams, response: aiSystem },
    handler: async ({ ctx, params, reply }) => {
      ctx.authorize('ai-systems.read')
      const system = await loadAiSystem(ctx, params.id)
      void reply.header('etag', `"${system.revision}"`)
      return system
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/ai-systems/:id',
    access: 'ai-systems.edit',
    tag,
    summary: 'Change fields of an AI system; If-Match guards against overwriting',
    schemas: { params: idParams, body: editAiSystemRequest, response: aiSystem },
    handler: ({ ctx, params, body, request }) =>
      editAiSystem(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/suspend',
    access: 'ai-systems.suspend',
    tag,
    summary: 'Suspend an AI system at once (kill switch)',
    schemas: { params: idParams, body: suspendRequest, response: aiSystem },
    handler: ({ ctx, params, body }) => suspendAiSystem(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/resume',
    access: 'ai-systems.resume',
    tag,
    summary: 'Lift the suspension of an AI system',
    description: 'Refuses while a critical incident is open. It brings no version back.',
    schemas: { params: idParams, body: resumeRequest, response: aiSystem },
    handler: ({ ctx, params, body }) => resumeAiSystem(ctx, params.id, body),
  })
  csvRoutes(app)
}

function csvRoutes(app: FastifyInstance): void {
  if (!app.hasContentTypeParser('text/csv')) {
    app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    )
  }
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/import',
    access: 'ai-systems.register',
    tag,
    summary: 'Register AI systems from a CSV file, all or none; preview=true only checks',
    description: 'At most 5,000 rows and 5 MiB.',
    schemas: { query: importQuery, body: importBody, response: importReport },
    consumes: ['text/csv'],
    bodyLimit: 5 * 1024 * 1024,
    handler: ({ ctx, query, body }) => importAiSystems(ctx, query, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/export',
    access: 'ai-systems.read',
    tag,
    summary: 'The inventory as CSV, with the filters of the list; import takes it back',
    schemas: { query: exportQuery, response: z.string() },
    handler: async ({ ctx, query, reply }) => {
      const csv = await exportAiSystems(ctx, query)
      void reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="ai-systems.csv"')
      return csv
    },
  })
}
