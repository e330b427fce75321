import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { maximumBytes } from '../../telemetry/read-batch.ts'
import { readOperations } from './read-operations.ts'
import { operations, operationsQuery, operationsReceipt, sendOperationsRequest } from './schemas.ts'
import { sendOperations } from './send-operations.ts'

export function operationsRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/operations',
    access: 'telemetry.send',
    tag: 'telemetry',
    summary: 'Send how calls of an AI system went: duration, and whether they failed',
    description:
      'At most 10,000 calls a batch. A batch is counted whole and once: sent again it changes ' +
      'nothing, sent with other rows it is refused. Only counts by day and site are kept.',
    schemas: { params: idParams, body: sendOperationsRequest, response: operationsReceipt },
    bodyLimit: maximumBytes,
    handler: ({ ctx, params, body }) => sendOperations(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/operations',
    access: 'monitoring.read',
    tag: 'telemetry',
    summary: 'How an AI system ran and was used, day by day',
    schemas: { params: idParams, query: operationsQuery, response: operations },
    handler: ({ ctx, params, query }) => readOperations(ctx, params.id, query),
  })
}
