import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { listFrameworks, readCrosswalk, readFramework } from './read-frameworks.ts'
import {
  crosswalkAnswer,
  crosswalkParams,
  framework,
  frameworkList,
  frameworkParams,
} from './schemas.ts'

const tag = 'frameworks'

export function frameworkRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/frameworks',
    access: 'frameworks.read',
    tag,
    summary: 'Standards, laws and guidance that the program comes with',
    schemas: { response: frameworkList },
    handler: ({ ctx }) => listFrameworks(ctx),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/frameworks/:id',
    access: 'frameworks.read',
    tag,
    summary: 'A framework: its requirements in our own words, each with its sources',
    schemas: { params: frameworkParams, response: framework },
    handler: ({ ctx, params }) => readFramework(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/frameworks/:id/crosswalk/:to',
    access: 'frameworks.read',
    tag,
    summary: 'How the requirements of one framework lie to those of another',
    schemas: { params: crosswalkParams, response: crosswalkAnswer },
    handler: ({ ctx, params }) => readCrosswalk(ctx, params.id, params.to),
  })
}
