import { z } from 'zod'
import { receiptFields } from '../../telemetry/receipt-fields.ts'

const prediction = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(200)
      .describe('unique within the AI system; makes sending idempotent'),
    version: z.string().describe('the label of the version that made it'),
    predictedAt: z.iso.datetime({ offset: true }),
    score: z.number().min(0).max(1),
    patient: z
      .string()
      .max(200)
      .nullish()
      .describe('a pseudonym that only the sender can resolve; direct identifiers are refused'),
    site: z.string().nullish().describe('the code of a site'),
    groups: z
      .record(z.string(), z.string().max(100).nullable())
      .optional()
      .describe('declared group attributes; missing counts as unknown'),
    features: z
      .record(z.string(), z.union([z.number(), z.string().max(200), z.null()]))
      .optional()
      .describe('declared features; missing is counted as missing'),
  })
  .meta({ id: 'Prediction' })

/** Documents the body; its rows are checked one by one, so that good ones are kept. */
export const sendPredictionsRequest = z
  .strictObject({ rows: z.array(prediction).min(1).max(10_000) })
  .meta({ id: 'SendPredictionsRequest' })

export const predictionsReceipt = z.object(receiptFields()).meta({ id: 'PredictionsReceipt' })
