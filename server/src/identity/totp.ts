import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Context } from '../context.ts'

/** Checks a time-based one-time code of a user outside the sign-in flow (for signing). */
export async function verifyTotpCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const row = await ctx.services.db
    .selectFrom('twoFactor')
    .select(['secret', 'verified'])
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (row === undefined || row.verified === false) return false
  const auth = await ctx.services.identity.auth.$context
  const secret = await symmetricDecrypt({ key: auth.secretConfig, data: row.secret })
  return createOTP(secret, { period: 30, digits: 6 }).verify(code)
}
