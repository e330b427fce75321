import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { changeFinding } from './change-finding.ts'
import { checkFinding } from './check-finding.ts'
import { listFindings } from './list-findings.ts'
import { openFinding } from './open-finding.ts'
import {
  changeFindingRequest,
  checkFindingRequest,
  finding,
  findingPage,
  findingQuery,
  openFindingRequest,
} from './schemas.ts'
import { loadFinding } from './store.ts'

const tag = 'findings'

export function findingRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/findings',
    access: 'findings.read',
    tag,
    summary: 'Findings, newest first',
    schemas: { query: findingQuery, response: findingPage },
    handler: ({ ctx, query }) => listFindings(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/findings/:id',
    access: 'findings.read',
    tag,
    summary: 'One finding with its steps; the ETag is its revision',
    schemas: { params: idParams, response: finding },
    handler: async ({ ctx, params, reply }) => {
      const found = await loadFinding(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return found
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/findings',
    access: 'findings.open',
    tag,
    summary: 'Open a finding',
    description: 'Of an AI system or of the programme; monitors open theirs by themselves.',
    schemas: { body: openFindingRequest, response: finding },
    status: 201,
    handler: ({ ctx, body }) => openFinding(ctx, body),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/findings/:id',
    access: 'findings.manage',
    tag,
    summary: 'Start or end the work on a finding; change owner, due date, severity, action',
    schemas: { params: idParams, body: changeFindingRequest, response: finding },
    handler: ({ ctx, params, body, request }) =>
      changeFinding(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/findings/:id/check',
    access: 'findings.check',
    tag,
    summary: 'Say whether a resolved finding was put right: verified, or reopened',
    description: 'Who resolved it cannot verify it.',
    schemas: { params: idParams, body: checkFindingRequest, response: finding },
    handler: ({ ctx, params, body, request }) =>
      checkFinding(ctx, params.id, body, readRevision(request)),
  })
}
