import { z } from 'zod'

export const setupState = z
  .object({ needed: z.boolean().describe('true until the first administrator exists') })
  .meta({ id: 'SetupState' })

export const setupRequest = z
  .strictObject({
    token: z.string().min(1).describe('the one-time token of the link printed at the first start'),
    organization: z.string().trim().min(1).max(200),
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320),
    password: z.string().min(12).max(128),
  })
  .meta({ id: 'SetupRequest' })

export const setupResult = z
  .object({ organizationId: z.uuid(), userId: z.string() })
  .meta({ id: 'SetupResult' })
