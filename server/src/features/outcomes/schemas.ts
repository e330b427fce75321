import { z } from 'zod'

const outcome = z
  .strictObject({
    predictionId: z.string().min(1).max(200),
    label: z.union([z.literal(0), z.literal(1)]).describe('1 it happened, 0 it did not'),
    observedAt: z.iso.datetime({ offset: true }),
    revision: z.number().int().min(1).default(1).describe('a higher one corrects a lower one'),
  })
  .meta({ id: 'Outcome' })

/** Documents the body; its rows are checked one by one, so that good ones are kept. */
export const sendOutcomesRequest = z
  .strictObject({ rows: z.array(outcome).min(1).max(10_000) })
  .meta({ id: 'SendOutcomesRequest' })

export const outcomesReceipt = z
  .object({
    accepted: z.number().int(),
    duplicates: z.number().int().describe('sent before with the same revision and label'),
    rejected: z.number().int(),
    errors: z
      .array(
        z.object({
          row: z.number().int().describe('from 1; in NDJSON the line'),
          id: z.string().optional().describe('of the prediction'),
          path: z.string(),
          message: z.string(),
          remedy: z.string().optional(),
        }),
      )
      .describe('the first hundred'),
  })
  .meta({ id: 'OutcomesReceipt' })
