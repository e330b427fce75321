import { z } from 'zod'

export const telemetry = z
  .object({
    predictions: z.number().int(),
    outcomes: z.number().int().describe('predictions whose outcome is known'),
    firstPredictedAt: z.iso.datetime().nullable(),
    lastPredictedAt: z.iso.datetime().nullable(),
    lastReceivedAt: z.iso.datetime().nullable().describe('when something new last arrived'),
    days: z
      .array(
        z.object({
          day: z.iso.date(),
          predictions: z.number().int(),
          labelled: z.number().int(),
        }),
      )
      .describe('the last 400 days (UTC) that have predictions, oldest first'),
  })
  .meta({ id: 'Telemetry' })
