import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { batchScope, batchTypes, sentBatch } from '../../telemetry/batch-scope.ts'
import { maximumBytes } from '../../telemetry/read-batch.ts'
import { listFeedback } from './list-feedback.ts'
import {
  feedbackPage,
  feedbackQuery,
  feedbackReceipt,
  feedbackSummary,
  feedbackSummaryQuery,
  sendFeedbackRequest,
} from './schemas.ts'
import { sendFeedback } from './send-feedback.ts'
import { summarizeFeedback } from './summarize-feedback.ts'

const tag = 'feedback'

export function feedbackRoutes(app: FastifyInstance): void {
  batchScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/ai-systems/:id/feedback',
      access: 'telemetry.send',
      tag,
      summary: 'Send what clinicians did with predictions',
      description:
        'As JSON, or as NDJSON with an answer a line; gzip is accepted. At most 10,000 rows and ' +
        '8 MiB unpacked. Good rows are stored and bad ones listed; sending the same answer again ' +
        'changes nothing. Comments that look as if they say who a person is are refused.',
      schemas: { params: idParams, body: sendFeedbackRequest, response: feedbackReceipt },
      bodyLimit: maximumBytes,
      consumes: batchTypes,
      handler: ({ ctx, params, request }) => sendFeedback(ctx, params.id, sentBatch(request)),
    }),
  )
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/feedback',
    access: 'monitoring.read',
    tag,
    summary: 'What clinicians answered, newest first',
    schemas: { params: idParams, query: feedbackQuery, response: feedbackPage },
    handler: ({ ctx, params, query }) => listFeedback(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/feedback/summary',
    access: 'monitoring.read',
    tag,
    summary: 'Overrides, acceptance by unit and week, and reasons',
    schemas: { params: idParams, query: feedbackSummaryQuery, response: feedbackSummary },
    handler: ({ ctx, params, query }) => summarizeFeedback(ctx, params.id, query),
  })
}
