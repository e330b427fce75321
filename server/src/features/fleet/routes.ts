import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { listFleet } from './list-fleet.ts'
import { fleetPage, fleetQuery } from './schemas.ts'

export function fleetRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/fleet',
    access: 'monitoring.read',
    tag: 'fleet',
    summary: 'Every monitored AI system with its state, most urgent first',
    schemas: { query: fleetQuery, response: fleetPage },
    handler: ({ ctx, query }) => listFleet(ctx, query),
  })
}
