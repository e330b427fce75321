import { z } from 'zod'

/** What a post of rows answers: the good ones are kept, and the others named. */
export function receiptFields(same = 'content') {
  return {
    accepted: z.number().int(),
    duplicates: z.number().int().describe(`sent before with the same ${same}`),
    rejected: z.number().int(),
    errors: z
      .array(
        z.object({
          row: z.number().int().describe('from 1; in NDJSON the line'),
          id: z.string().optional().describe("the row's own, or that of its prediction"),
          path: z.string(),
          message: z.string(),
          remedy: z.string().optional(),
        }),
      )
      .describe('the first hundred'),
  }
}
