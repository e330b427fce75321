import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { readTelemetry } from './read-telemetry.ts'
import { telemetry } from './schemas.ts'

export function telemetryRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/telemetry',
    access: 'monitoring.read',
    tag: 'telemetry',
    summary: 'What has arrived of an AI system: totals, and counts by day',
    schemas: { params: idParams, response: telemetry },
    handler: ({ ctx, params }) => readTelemetry(ctx, params.id),
  })
}
