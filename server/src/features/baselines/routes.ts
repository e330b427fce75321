import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { readBaseline } from './read-baseline.ts'
import { registerBaseline } from './register-baseline.ts'
import { baseline, baselineQuery, registerBaselineRequest } from './schemas.ts'

const mebibyte = 1024 * 1024

export function baselineRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/baselines',
    access: 'versions.register',
    tag: 'baselines',
    summary: 'Register a baseline from validation rows',
    description: 'At most 200,000 rows and 64 MiB; gzip is accepted. The rows are not kept.',
    schemas: { params: idParams, body: registerBaselineRequest, response: baseline },
    status: 201,
    bodyLimit: 64 * mebibyte,
    handler: ({ ctx, params, body }) => registerBaseline(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/baselines/:id',
    access: 'versions.read',
    tag: 'baselines',
    summary: 'One baseline, with its metrics; its bins with full=true',
    schemas: { params: idParams, query: baselineQuery, response: baseline },
    handler: ({ ctx, params, query }) => readBaseline(ctx, params.id, query),
  })
}
