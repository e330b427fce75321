import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { listVersions } from './list-versions.ts'
import { readVersion } from './read-version.ts'
import { registerVersion } from './register-version.ts'
import {
  registerVersionRequest,
  version,
  versionDetail,
  versionPage,
  versionQuery,
  withdrawVersionRequest,
} from './schemas.ts'
import { withdrawVersion } from './withdraw-version.ts'

const tag = 'versions'

export function versionRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/versions',
    access: 'versions.read',
    tag,
    summary: 'The versions of an AI system, newest first',
    schemas: { params: idParams, query: versionQuery, response: versionPage },
    handler: ({ ctx, params, query }) => listVersions(ctx, params.id, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/versions',
    access: 'versions.register',
    tag,
    summary: 'Register a version; it becomes the candidate',
    description:
      'A version never changes. The same label or the same content again is refused (409).',
    schemas: { params: idParams, body: registerVersionRequest, response: version },
    status: 201,
    handler: ({ ctx, params, body }) => registerVersion(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/versions/:id',
    access: 'versions.read',
    tag,
    summary: 'One version, with its metrics, approvals and deployments',
    schemas: { params: idParams, response: versionDetail },
    handler: ({ ctx, params }) => readVersion(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/versions/:id/withdraw',
    access: 'versions.withdraw',
    tag,
    summary: 'Withdraw a version for good',
    schemas: { params: idParams, body: withdrawVersionRequest, response: version },
    handler: ({ ctx, params, body }) => withdrawVersion(ctx, params.id, body),
  })
}
