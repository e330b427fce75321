import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { listDeployments } from './list-deployments.ts'
import { deploymentPage, deploymentQuery } from './schemas.ts'

export function deploymentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/deployments',
    access: 'versions.read',
    tag: 'deployments',
    summary: 'What ran where: at a moment, or the whole history',
    schemas: { params: idParams, query: deploymentQuery, response: deploymentPage },
    handler: ({ ctx, params, query }) => listDeployments(ctx, params.id, query),
  })
}
