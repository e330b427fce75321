import { z } from 'zod'

export const estimateStates = ['ok', 'insufficient', 'undefined', 'stale', 'error'] as const

/** A number with all that says how far to trust it, as every answer gives it. */
export const estimateFields = {
  value: z.number().nullable(),
  interval: z
    .object({
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      level: z.number(),
      method: z.string(),
    })
    .nullable(),
  n: z.number(),
  positives: z.number().nullable(),
  negatives: z.number().nullable(),
  state: z.enum(estimateStates),
  reason: z.string().nullable(),
  method: z.string(),
}
