import { z } from 'zod'
import { findingNames } from '@primum/core/statistics/review-rates'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { estimate } from '../monitors/schemas.ts'
import { receiptFields } from '../../telemetry/receipt-fields.ts'

const finding = z
  .boolean()
  .nullish()
  .describe('true: found; false: looked for and not found; absent: nobody judged it')

const row = z
  .strictObject({
    id: z.string().min(1).max(200),
    revision: z.number().int().min(1).max(1_000_000).default(1).describe('the highest counts'),
    version: z.string().min(1).max(200).describe('the label of the version that produced it'),
    outputId: z.string().min(1).max(200).describe('the generated note or answer'),
    encounter: z.string().max(200).nullish().describe('a pseudonym that only the sender resolves'),
    producedAt: z.iso.datetime({ offset: true }),
    reviewedAt: z.iso.datetime({ offset: true }),
    reviewer: z.string().min(1).max(100).describe('a pseudonymous code, or the name of a program'),
    kind: z.enum(['human', 'automated']),
    rating: z.number().int().min(1).max(5).nullish().describe('5 is best'),
    omission: finding,
    hallucination: finding,
    harm: finding,
    refusal: finding,
    escalation: finding,
    editDistance: z
      .number()
      .min(0)
      .max(1)
      .nullish()
      .describe('between draft and signed text, computed by the sender; the texts stay there'),
    groups: z.record(z.string(), z.string()).optional().describe('as the version declares; site'),
  })
  .meta({ id: 'ReviewRow' })

/** Documents the body; its rows are checked one by one, so that good ones are kept. */
export const sendReviewsRequest = z
  .strictObject({ rows: z.array(row).min(1).max(10_000) })
  .meta({ id: 'SendReviewsRequest' })

export const reviewsReceipt = z.object(receiptFields()).meta({ id: 'ReviewsReceipt' })

export const reviewsQuery = z.object({
  ...pagingQuery,
  finding: z.enum(findingNames).optional().describe('only reviews that found it'),
  reviewedBy: z.enum(['human', 'automated']).optional(),
  versionId: z.uuid().optional(),
})

const found = z.boolean().nullable()

export const reviewPage = pageOf(
  z
    .object({
      id: z.string(),
      revision: z.number().int(),
      version: z.string(),
      outputId: z.string(),
      encounter: z.string().nullable(),
      reviewer: z.string(),
      kind: z.enum(['human', 'automated']),
      producedAt: z.iso.datetime(),
      reviewedAt: z.iso.datetime(),
      rating: z.number().int().nullable(),
      omission: found,
      hallucination: found,
      harm: found,
      refusal: found,
      escalation: found,
      editDistance: z.number().nullable(),
      groups: z.record(z.string(), z.string()),
    })
    .meta({ id: 'Review' }),
  'ReviewPage',
)

export const reviewSummaryQuery = z.object({
  versionId: z.uuid().optional().describe('the stable version where absent'),
  from: z.iso.date().optional().describe('12 weeks before the end where absent'),
  to: z.iso.date().optional().describe("today in the system's own time where absent"),
  reviewedBy: z.enum(['human', 'automated']).optional().describe('both where absent'),
})

const plain = estimate.omit({ baselineValue: true, detail: true })

export const reviewSummary = z
  .object({
    version: z.object({ id: z.uuid(), label: z.string() }),
    from: z.iso.date(),
    to: z.iso.date(),
    outputs: z.number().int().nullable().describe('outputs reviewed; null for 1 to 10'),
    reviewers: z.number().int().describe('people and programs that reviewed them'),
    findings: z.array(
      z.object({
        finding: z.enum(findingNames),
        rate: plain.describe('share of the outputs judged for it, majority of their reviewers'),
        agreement: plain.describe('of reviewers of the same output, beyond chance (kappa)'),
      }),
    ),
    rating: plain,
    editDistance: plain,
    sentence: z.string(),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'ReviewSummary' })
