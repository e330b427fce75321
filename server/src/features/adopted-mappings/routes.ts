import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { adoptMapping } from './adopt-mapping.ts'
import { dropMapping } from './drop-mapping.ts'
import { listAdopted } from './list-adopted.ts'
import {
  adoptMappingRequest,
  adoptedMapping,
  adoptedMappingPage,
  adoptedMappingQuery,
  dropMappingRequest,
} from './schemas.ts'

const tag = 'controls'

export function adoptedMappingRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/adopted-mappings',
    access: 'controls.read',
    tag,
    summary: 'Mappings of the crosswalk that the organization took as its own',
    schemas: { query: adoptedMappingQuery, response: adoptedMappingPage },
    handler: ({ ctx, query }) => listAdopted(ctx, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/adopted-mappings',
    access: 'mappings.adopt',
    tag,
    summary: 'Adopt a mapping, with the reason why it holds here',
    schemas: { body: adoptMappingRequest, response: adoptedMapping },
    status: 201,
    handler: ({ ctx, body }) => adoptMapping(ctx, body),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/adopted-mappings',
    access: 'mappings.adopt',
    tag,
    summary: 'Take an adopted mapping back',
    schemas: { body: dropMappingRequest, response: adoptedMapping },
    handler: ({ ctx, body }) => dropMapping(ctx, body),
  })
}
