import type { FastifyInstance } from 'fastify'
import { renderReference } from './render-reference.ts'

/** The OpenAPI document, and the page that a person reads: plain HTML, no script. */
export function registerReferencePage(app: FastifyInstance): void {
  app.get(
    '/api/v1/openapi.json',
    {
      config: { access: 'public' },
      schema: { tags: ['reference'], summary: 'This API as OpenAPI 3.1' },
    },
    () => app.swagger(),
  )
  app.get(
    '/api/docs',
    {
      config: { access: 'public' },
      schema: { tags: ['reference'], summary: 'This API as a page' },
    },
    (_request, reply) => reply.type('text/html').send(renderReference(app.swagger())),
  )
}
