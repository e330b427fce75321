import { z } from 'zod'

export const telemetry = z
  .object({
    predictions: z.number().int().describe('of the days that are counted'),
    outcomes: z
      .number()
      .int()
      .describe('predictions whose outcome is known, of the days that are counted'),
    daysNotCounted: z
      .object({ predictions: z.number().int(), outcomes: z.number().int() })
      .describe('hidden days that are in no total, as it would tell what they hide'),
    firstPredictedAt: z.iso.datetime().nullable(),
    lastPredictedAt: z.iso.datetime().nullable(),
    lastReceivedAt: z.iso.datetime().nullable().describe('when something new last arrived'),
    days: z
      .array(
        z.object({
          day: z.iso.date(),
          predictions: z.number().int().nullable().describe('null: 1 to 10, too few to be shown'),
          labelled: z
            .number()
            .int()
            .nullable()
            .describe('null where 1 to 10 people have an outcome, or have none'),
        }),
      )
      .describe('the last 400 days (UTC) that have predictions, oldest first'),
  })
  .meta({ id: 'Telemetry' })
