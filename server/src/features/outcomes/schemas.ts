import { z } from 'zod'
import { receiptFields } from '../../telemetry/receipt-fields.ts'

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
  .object(receiptFields('revision and label'))
  .meta({ id: 'OutcomesReceipt' })
