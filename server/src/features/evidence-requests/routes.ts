import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { cancelRequest } from './cancel-request.ts'
import { fulfilRequest } from './fulfil-request.ts'
import { listRequests } from './list-requests.ts'
import { requestEvidence } from './request-evidence.ts'
import {
  cancelRequestRequest,
  evidenceRequest,
  evidenceRequestPage,
  evidenceRequestQuery,
  fulfilRequestRequest,
  requestEvidenceRequest,
} from './schemas.ts'
import { loadRequest } from './store.ts'

const tag = 'evidence-requests'

export function evidenceRequestRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence-requests',
    access: 'evidence.read',
    tag,
    summary: 'Requests for evidence, by the day on which they are due',
    schemas: { query: evidenceRequestQuery, response: evidenceRequestPage },
    handler: ({ ctx, query }) => listRequests(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence-requests/:id',
    access: 'evidence.read',
    tag,
    summary: 'One request for evidence',
    schemas: { params: idParams, response: evidenceRequest },
    handler: ({ ctx, params }) => loadRequest(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/evidence-requests',
    access: 'evidence.request',
    tag,
    summary: 'Ask a member or a role for evidence until a day',
    schemas: { body: requestEvidenceRequest, response: evidenceRequest },
    status: 201,
    handler: ({ ctx, body }) => requestEvidence(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/evidence-requests/:id/fulfil',
    access: 'evidence.manage',
    tag,
    summary: 'Answer a request with a piece of evidence, which is linked to what was asked about',
    schemas: { params: idParams, body: fulfilRequestRequest, response: evidenceRequest },
    handler: ({ ctx, params, body }) => fulfilRequest(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/evidence-requests/:id/cancel',
    access: 'evidence.request',
    tag,
    summary: 'Take a request back',
    schemas: { params: idParams, body: cancelRequestRequest, response: evidenceRequest },
    handler: ({ ctx, params, body }) => cancelRequest(ctx, params.id, body),
  })
}
