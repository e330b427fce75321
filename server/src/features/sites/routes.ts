import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { addSite } from './add-site.ts'
import { addSiteRequest, site, siteList } from './schemas.ts'
import { listSites } from './store.ts'

export function siteRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/sites',
    access: 'organizations.read',
    tag: 'sites',
    summary: 'The sites of the organization',
    schemas: { response: siteList },
    handler: ({ ctx }) => listSites(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/sites',
    access: 'organizations.manage',
    tag: 'sites',
    summary: 'Add a site',
    schemas: { body: addSiteRequest, response: site },
    status: 201,
    handler: ({ ctx, body }) => addSite(ctx, body),
  })
}
