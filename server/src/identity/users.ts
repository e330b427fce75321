import type { Context } from '../context.ts'
import { conflict } from '../errors.ts'

/** Creates a user with a password; inside a transaction. Throws `conflict` when the e-mail is taken. */
export async function createUser(
  tx: Context,
  user: { email: string; name: string; password: string },
): Promise<{ id: string; email: string; name: string }> {
  const auth = await tx.services.identity.within(tx.db).$context
  const email = user.email.toLowerCase()
  const taken = await tx.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  if (taken !== undefined) {
    throw conflict('email-taken', `A user with the e-mail ${email} exists already.`)
  }
  const created = await auth.internalAdapter.createUser(
    { email, name: user.name, emailVerified: true },
    { method: 'email' },
  )
  await auth.internalAdapter.createAccount({
    userId: created.id,
    providerId: 'credential',
    accountId: created.id,
    password: await auth.password.hash(user.password),
  })
  return { id: created.id, email, name: user.name }
}
