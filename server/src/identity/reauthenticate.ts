import { PrimumError } from '../errors.ts'
import { limitAttempts } from './attempts.ts'
import type { Context } from '../context.ts'
import { verifyTotpCode } from './totp.ts'

export type Reauthentication = { password: string; code?: string | undefined }

/**
 * Proves again, at the moment of signing, that the person is who the session says: password, and
 * the one-time code where the person has enabled it. Returns the method for the record.
 */
export function reauthenticate(ctx: Context, proof: Reauthentication): Promise<string> {
  return limitAttempts(ctx.services, `signing ${ctx.actor.id}`, () => prove(ctx, proof))
}

async function prove(ctx: Context, proof: Reauthentication): Promise<string> {
  if (ctx.actor.kind !== 'person') {
    throw new PrimumError('forbidden', 'Only a person can sign.', {
      reasons: [{ code: 'person-required', message: 'Only a person can sign; sign in as one.' }],
    })
  }
  const auth = await ctx.services.identity.auth.$context
  const account = await ctx.services.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', ctx.actor.id)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const hash = account?.password ?? null
  const matches = hash !== null && (await auth.password.verify({ hash, password: proof.password }))
  if (!matches) {
    throw new PrimumError('invalid', 'The password is wrong.', {
      fields: [
        {
          path: 'password',
          message: 'The password is wrong.',
          remedy: 'Enter your password again.',
        },
      ],
    })
  }
  const user = await ctx.services.db
    .selectFrom('user')
    .select('twoFactorEnabled')
    .where('id', '=', ctx.actor.id)
    .executeTakeFirst()
  if (user?.twoFactorEnabled !== true) return 'password'
  await verifyCode(ctx, proof.code)
  return 'password+totp'
}

async function verifyCode(ctx: Context, code: string | undefined): Promise<void> {
  if (code === undefined || !(await verifyTotpCode(ctx, ctx.actor.id, code))) {
    throw new PrimumError('invalid', 'The one-time code is missing or wrong.', {
      fields: [
        {
          path: 'code',
          message: 'The one-time code is missing or wrong.',
          remedy: 'Enter the six digits that your authenticator shows now.',
        },
      ],
    })
  }
}
