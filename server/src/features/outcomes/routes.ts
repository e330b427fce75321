import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { batchScope, batchTypes, sentBatch } from '../../telemetry/batch-scope.ts'
import { maximumBytes } from '../../telemetry/read-batch.ts'
import { outcomesReceipt, sendOutcomesRequest } from './schemas.ts'
import { sendOutcomes } from './send-outcomes.ts'

export function outcomeRoutes(app: FastifyInstance): void {
  batchScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/ai-systems/:id/outcomes',
      access: 'telemetry.send',
      tag: 'telemetry',
      summary: 'Send outcomes of predictions',
      description:
        'As JSON, or as NDJSON with an outcome a line; gzip is accepted. At most 10,000 rows and ' +
        '8 MiB unpacked. A higher revision corrects an outcome; an older one that arrives late is ' +
        'stored without effect. Good rows are stored and bad ones listed.',
      schemas: { params: idParams, body: sendOutcomesRequest, response: outcomesReceipt },
      bodyLimit: maximumBytes,
      consumes: batchTypes,
      handler: ({ ctx, params, request }) => sendOutcomes(ctx, params.id, sentBatch(request)),
    }),
  )
}
