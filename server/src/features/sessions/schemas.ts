import { z } from 'zod'
import { permissionNames } from '@primum/core/access/permissions'
import { disciplines, roles } from '@primum/core/access/roles'

export const signInRequest = z
  .strictObject({ email: z.email().max(320), password: z.string().min(1).max(128) })
  .meta({ id: 'SignInRequest' })

export const signInResult = z
  .object({
    codeNeeded: z.boolean().describe('true where a one-time code must follow'),
  })
  .meta({ id: 'SignInResult' })

export const codeRequest = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits') })
  .meta({ id: 'OneTimeCodeRequest' })

export const backupCodeRequest = z
  .strictObject({ backupCode: z.string().trim().min(4).max(40) })
  .meta({ id: 'BackupCodeRequest' })

export const enableTotpRequest = z
  .strictObject({ password: z.string().min(1).max(128) })
  .meta({ id: 'EnableTotpRequest' })

export const enableTotpResult = z
  .object({ uri: z.string(), backupCodes: z.array(z.string()) })
  .meta({ id: 'EnableTotpResult' })

export const changePasswordRequest = z
  .strictObject({
    currentPassword: z.string().min(1).max(128),
    newPassword: z.string().min(12).max(128),
  })
  .meta({ id: 'ChangePasswordRequest' })

export const done = z.object({ done: z.literal(true) }).meta({ id: 'Done' })

export const session = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    organization: z.object({ id: z.uuid(), name: z.string() }),
    roles: z.array(z.enum(roles)),
    discipline: z.enum(disciplines).nullable(),
    accessEndsAt: z.iso.datetime().nullable(),
    twoFactorEnabled: z.boolean(),
    permissions: z
      .array(
        z.object({
          name: z.enum(permissionNames),
          allowed: z.boolean(),
          reason: z.string().nullable(),
        }),
      )
      .describe('what the asker may do, and why not where not: the same words as a refusal'),
  })
  .meta({ id: 'Session' })
