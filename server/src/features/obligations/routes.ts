import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { deriveLaw } from './derive-law.ts'
import { listObligations } from './list-obligations.ts'
import { readCalendar } from './read-calendar.ts'
import { lawCalendar, obligationList, whatIf, whatIfRequest } from './schemas.ts'
import { tryFacts } from './try-facts.ts'

const tag = 'obligations'

export function obligationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/obligations',
    access: 'obligations.read',
    tag,
    summary: 'What the law asks of an AI system, why, from when, and from what it is exempt',
    description: 'Derived from its facts by rules that are shown. It is no legal advice.',
    schemas: { params: idParams, response: obligationList },
    handler: ({ ctx, params }) => listObligations(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/obligations/what-if',
    access: 'obligations.read',
    tag,
    summary: 'What other facts, or another day, would change; nothing is kept',
    schemas: { params: idParams, body: whatIfRequest, response: whatIf },
    handler: ({ ctx, params, body }) => tryFacts(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/law',
    access: 'obligations.read',
    tag,
    summary: 'What the law asks by some facts alone, before a system is registered',
    description:
      'As `primum law --facts` does, with the frameworks that the organization has. Nothing is kept.',
    schemas: { body: whatIfRequest, response: obligationList },
    handler: ({ ctx, body }) => deriveLaw(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/law-calendar',
    access: 'obligations.read',
    tag,
    summary: 'The law that is coming for the systems of the organization',
    schemas: { response: lawCalendar },
    handler: ({ ctx }) => readCalendar(ctx),
  })
}
