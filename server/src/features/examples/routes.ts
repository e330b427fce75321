import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { cancelExample } from './cancel-example.ts'
import { exampleLoad, startExampleRequest } from './schemas.ts'
import { startExample } from './start-example.ts'
import { latestLoad } from './store.ts'

const tag = 'examples'

export function exampleRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/example',
    access: 'organizations.read',
    tag,
    summary: 'How far loading the worked example has come',
    schemas: { response: exampleLoad },
    handler: ({ ctx }) => {
      ctx.authorize('organizations.read')
      return latestLoad(ctx)
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/example',
    access: 'examples.load',
    tag,
    summary: 'Load the worked example: two fictional hospitals, synthetic data',
    schemas: { body: startExampleRequest, response: exampleLoad },
    status: 202,
    handler: ({ ctx, body, request }) => startExample(ctx, body, request.headers.cookie ?? ''),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/example',
    access: 'examples.load',
    tag,
    summary: 'Stop loading the worked example',
    schemas: { response: exampleLoad },
    handler: ({ ctx }) => cancelExample(ctx),
  })
}
