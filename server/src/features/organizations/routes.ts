import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { renameOrganization } from './rename-organization.ts'
import { organization, renameOrganizationRequest } from './schemas.ts'
import { loadOrganization } from './store.ts'

export function organizationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/organization',
    access: 'organizations.read',
    tag: 'organizations',
    summary: 'The organization that the asker acts in',
    schemas: { response: organization },
    handler: ({ ctx }) => {
      ctx.authorize('organizations.read')
      return loadOrganization(ctx)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/organization',
    access: 'organizations.manage',
    tag: 'organizations',
    summary: 'Rename the organization',
    schemas: { body: renameOrganizationRequest, response: organization },
    handler: ({ ctx, body }) => renameOrganization(ctx, body),
  })
}
