import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { batchScope, batchTypes, sentBatch } from '../../telemetry/batch-scope.ts'
import { maximumBytes } from '../../telemetry/read-batch.ts'
import { listReviews } from './list-reviews.ts'
import {
  reviewPage,
  reviewsQuery,
  reviewsReceipt,
  reviewSummary,
  reviewSummaryQuery,
  sendReviewsRequest,
} from './schemas.ts'
import { sendReviews } from './send-reviews.ts'
import { summarizeReviews } from './summarize-reviews.ts'

const tag = 'reviews'

export function reviewRoutes(app: FastifyInstance): void {
  batchScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/ai-systems/:id/reviews',
      access: 'telemetry.send',
      tag,
      summary: 'Send what people or programs say of generated outputs',
      description:
        'As JSON, or as NDJSON with a review a line; gzip is accepted. At most 10,000 rows and ' +
        '8 MiB unpacked. Scores and findings only: the texts never enter Primum, and a row with ' +
        'any other field is refused. Good rows are stored and bad ones listed; sending the same ' +
        'review again changes nothing, a higher revision corrects it.',
      schemas: { params: idParams, body: sendReviewsRequest, response: reviewsReceipt },
      bodyLimit: maximumBytes,
      consumes: batchTypes,
      handler: ({ ctx, params, request }) => sendReviews(ctx, params.id, sentBatch(request)),
    }),
  )
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/reviews',
    access: 'monitoring.read',
    tag,
    summary: 'Which outputs reviewers found something in, newest first',
    schemas: { params: idParams, query: reviewsQuery, response: reviewPage },
    handler: ({ ctx, params, query }) => listReviews(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/reviews/summary',
    access: 'monitoring.read',
    tag,
    summary: 'What reviewers found in the outputs of a version, and how far they agree',
    schemas: { params: idParams, query: reviewSummaryQuery, response: reviewSummary },
    handler: ({ ctx, params, query }) => summarizeReviews(ctx, params.id, query),
  })
}
