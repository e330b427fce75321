import type { FastifyInstance } from 'fastify'
import { isSetUp } from '../../identity/setup-token.ts'
import { route } from '../../http/route.ts'
import { completeSetup } from './complete-setup.ts'
import { setupRequest, setupResult, setupState } from './schemas.ts'

export function setupRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/setup',
    access: 'public',
    tag: 'setup',
    summary: 'Whether the first administrator is still missing',
    schemas: { response: setupState },
    handler: async ({ ctx }) => ({
      // Another process may have done it.
      needed: ctx.services.setupToken !== null && !(await isSetUp(ctx.db)),
    }),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/setup',
    access: 'public',
    tag: 'setup',
    summary: 'Create the first organization and its administrator',
    schemas: { body: setupRequest, response: setupResult },
    status: 201,
    handler: ({ ctx, body }) => completeSetup(ctx, body),
  })
}
