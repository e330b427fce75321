import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { listOrganizationFacts, listSystemFacts } from './list-law-facts.ts'
import { lawFactList, stateLawFactsRequest } from './schemas.ts'
import { stateOrganizationFacts } from './state-organization-facts.ts'
import { stateSystemFacts } from './state-system-facts.ts'

const tag = 'law-facts'

export function lawFactRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/law-facts',
    access: 'law-facts.read',
    tag,
    summary: 'The facts of the organization that decide which law applies',
    schemas: { response: lawFactList },
    handler: ({ ctx }) => listOrganizationFacts(ctx),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/law-facts',
    access: 'law-facts.state-organization',
    tag,
    summary: 'State facts of the organization; null takes one back',
    schemas: { body: stateLawFactsRequest, response: lawFactList },
    handler: ({ ctx, body }) => stateOrganizationFacts(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/law-facts',
    access: 'law-facts.read',
    tag,
    summary:
      'The facts of an AI system that decide which law applies, and where each is known from',
    schemas: { params: idParams, response: lawFactList },
    handler: ({ ctx, params }) => listSystemFacts(ctx, params.id),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/ai-systems/:id/law-facts',
    access: 'law-facts.state',
    tag,
    summary: 'State facts of an AI system for the law; null takes one back',
    description: 'What the record and the sites tell need not be stated; a statement goes before.',
    schemas: { params: idParams, body: stateLawFactsRequest, response: lawFactList },
    handler: ({ ctx, params, body }) => stateSystemFacts(ctx, params.id, body),
  })
}
