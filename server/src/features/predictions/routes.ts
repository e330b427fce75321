import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { batchScope, batchTypes, sentBatch } from '../../telemetry/batch-scope.ts'
import { maximumBytes } from '../../telemetry/read-batch.ts'
import { predictionsReceipt, sendPredictionsRequest } from './schemas.ts'
import { sendPredictions } from './send-predictions.ts'

export function predictionRoutes(app: FastifyInstance): void {
  batchScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/ai-systems/:id/predictions',
      access: 'telemetry.send',
      tag: 'telemetry',
      summary: 'Send predictions',
      description:
        'As JSON, or as NDJSON with a prediction a line; gzip is accepted. At most 10,000 rows and ' +
        '8 MiB unpacked. Good rows are stored and bad ones listed, such as those with NaN; what ' +
        'cannot be right is counted for the monitor invalid-data. Sending the same rows again ' +
        'changes nothing. Direct identifiers of patients are refused.',
      schemas: { params: idParams, body: sendPredictionsRequest, response: predictionsReceipt },
      bodyLimit: maximumBytes,
      consumes: batchTypes,
      handler: ({ ctx, params, request }) => sendPredictions(ctx, params.id, sentBatch(request)),
    }),
  )
}
