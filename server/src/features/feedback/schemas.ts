import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { estimate } from '../monitors/schemas.ts'
import { receiptFields } from '../../telemetry/receipt-fields.ts'

const responses = ['accepted', 'overridden', 'dismissed'] as const

const row = z
  .strictObject({
    predictionId: z.string().min(1).max(200),
    response: z.enum(responses),
    reason: z.string().max(200).nullish().describe('a code or a few words'),
    comment: z
      .string()
      .max(2000)
      .nullish()
      .describe('one paragraph without anything that says who a person is'),
    unit: z.string().max(100).nullish().describe('the ward or service that answered'),
    role: z.string().max(100).nullish().describe('the role of who answered, not the person'),
    at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'FeedbackRow' })

/** Documents the body; its rows are checked one by one, so that good ones are kept. */
export const sendFeedbackRequest = z
  .strictObject({ rows: z.array(row).min(1).max(10_000) })
  .meta({ id: 'SendFeedbackRequest' })

export const feedbackReceipt = z.object(receiptFields()).meta({ id: 'FeedbackReceipt' })

export const feedbackQuery = z.object({
  ...pagingQuery,
  response: z.enum(responses).optional(),
  unit: z.string().max(100).optional(),
})

export const feedbackPage = pageOf(
  z
    .object({
      predictionId: z.string(),
      response: z.enum(responses),
      reason: z.string().nullable(),
      comment: z.string().nullable(),
      unit: z.string().nullable(),
      role: z.string().nullable(),
      at: z.iso.datetime(),
      receivedAt: z.iso.datetime(),
    })
    .meta({ id: 'Feedback' }),
  'FeedbackPage',
)

export const feedbackSummaryQuery = z.object({
  from: z.iso.date().optional().describe('12 weeks before the end where absent'),
  to: z.iso.date().optional().describe("today in the system's own time where absent"),
})

const rate = estimate.omit({ baselineValue: true, detail: true })

export const feedbackSummary = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    n: z.number().int().nullable().describe('answers; null for 1 to 10'),
    overrideRate: rate.describe('overridden or dismissed, of all answers'),
    acceptance: rate,
    reasons: z
      .array(z.object({ reason: z.string(), n: z.number().int() }))
      .describe(
        'why predictions were overridden or dismissed; those given 1 to 10 times are left out, and others that would tell them',
      ),
    units: z.array(
      z.object({
        unit: z.string(),
        acceptance: rate,
        answersPerDay: z.number().nullable().describe('per day of the span'),
      }),
    ),
    hiddenUnits: z.number().int().describe('units not shown, so that no small group stands out'),
    weeks: z
      .array(z.object({ from: z.iso.date(), acceptance: rate }))
      .describe('the span in weeks, oldest first: a falling acceptance points to alert fatigue'),
    trend: rate.describe('acceptance in the second half of the span less that in the first'),
    sentence: z.string(),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'FeedbackSummary' })
