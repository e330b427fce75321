import { z } from 'zod'

export const exampleLoad = z
  .object({
    status: z.enum(['none', 'running', 'done', 'failed', 'cancelled']),
    step: z.string(),
    progress: z.number().min(0).max(1),
    message: z.string().nullable(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ExampleLoad' })

export const startExampleRequest = z
  .strictObject({
    encounters: z.number().int().min(5000).max(500_000).default(30_000),
  })
  .meta({ id: 'StartExampleRequest' })
