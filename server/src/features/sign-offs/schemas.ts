import { z } from 'zod'

export const signOff = z
  .object({
    id: z.uuid(),
    subjectType: z.string(),
    subjectId: z.string(),
    meaning: z.string().describe('what the signature says, such as approve-deployment'),
    digest: z.string().describe('SHA-256 of what was signed'),
    userId: z.string(),
    userName: z.string(),
    roles: z.array(z.string()).describe('the roles held when signing'),
    statement: z.string().nullable(),
    method: z.string().describe('how the signer proved to be who they are'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'SignOff' })

/** Signing asks again who you are: the password, and the one-time code where one is set up. */
export const signRequest = z
  .strictObject({
    password: z.string().min(1).max(128),
    code: z.string().max(20).optional(),
    statement: z.string().trim().min(1).max(2000).optional(),
  })
  .meta({ id: 'SignRequest' })
