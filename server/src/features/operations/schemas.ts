import { z } from 'zod'

export const sendOperationsRequest = z
  .strictObject({
    batch: z
      .string()
      .min(1)
      .max(200)
      .describe('unique within the AI system: sending a batch again counts nothing twice'),
    rows: z
      .array(
        z.strictObject({
          at: z.iso.datetime({ offset: true }),
          latencyMs: z
            .number()
            .min(0)
            .max(86_400_000)
            .nullable()
            .describe('null where the call gave no answer, or nobody measured it'),
          outcome: z.enum(['ok', 'error', 'timeout']),
          site: z.string().nullish().describe('the code of a site'),
        }),
      )
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'SendOperationsRequest' })

export const operationsReceipt = z
  .object({
    accepted: z.number().int(),
    duplicates: z.number().int().describe('all rows of a batch that was counted before'),
  })
  .meta({ id: 'OperationsReceipt' })

export const operationsQuery = z.object({
  from: z.iso.date().optional().describe('30 days before the end where absent'),
  to: z.iso.date().optional().describe("today in the system's own time where absent"),
  site: z.string().max(200).default('').describe('the code of a site; everyone where empty'),
})

const summary = z
  .object({
    n: z.number().int().nullable(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
  })
  .describe('to within 5 %; null where it rests on a hidden count')

const count = z.number().int().nullable()

const day = z.object({
  day: z.iso.date(),
  predictions: count.describe('null: 1 to 10, or a count that would tell such a one'),
  calls: count.describe('null: 1 to 10, or a count that would tell such a one'),
  ok: count.describe('null where calls are hidden, as are errors and timeouts'),
  error: count,
  timeout: count,
  latencyMs: summary,
  predictionDelayHours: summary,
  outcomeDelayHours: summary,
  accepted: count.describe('null for 1 to 10 answers of any kind'),
  overridden: count,
  dismissed: count,
})

export const operations = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    site: z.string(),
    days: z.array(day).describe('the days that have data, oldest first'),
    total: day.omit({ day: true }).describe('of what is shown of the days; null where nothing is'),
    hiddenDays: z
      .object({
        predictions: z.number().int(),
        outcomes: z.number().int(),
        calls: z.number().int(),
        answers: z.number().int(),
      })
      .describe('on how many days each is hidden'),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'Operations' })
