import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { limitAttempts } from '../../identity/attempts.ts'
import { parse } from '../../parse.ts'
import { signInRequest } from './schemas.ts'
import type { signInResult } from './schemas.ts'

type Answer = { body: z.infer<typeof signInResult>; cookies: string[] }

/** Starts a session, or asks for the one-time code. The answer never tells which part was wrong. */
export async function signIn(ctx: Context, input: unknown): Promise<Answer> {
  const request = parse(signInRequest, input)
  const email = request.email.toLowerCase()
  const response = await limitAttempts(ctx.services, `password ${email}`, async () => {
    const answered = await ctx.services.identity.auth.api.signInEmail({
      body: { email, password: request.password },
      asResponse: true,
    })
    if (answered.ok) return answered
    throw new PrimumError('unauthenticated', 'The e-mail or the password is wrong.')
  })
  const answer = (await response.json()) as { twoFactorRedirect?: boolean }
  return {
    body: { codeNeeded: answer.twoFactorRedirect === true },
    cookies: response.headers.getSetCookie(),
  }
}
