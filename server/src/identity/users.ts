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

/** Sets a password, removes the second factor and ends every session of a user. */
export async function resetUserAccess(
  tx: Context,
  userId: string,
  password: string,
): Promise<void> {
  const auth = await tx.services.identity.within(tx.db).$context
  const hash = await auth.password.hash(password)
  await tx.db
    .updateTable('account')
    .set({ password: hash, updatedAt: tx.now() })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await tx.db.deleteFrom('twoFactor').where('userId', '=', userId).execute()
  await tx.db
    .updateTable('user')
    .set({ twoFactorEnabled: false, updatedAt: tx.now() })
    .where('id', '=', userId)
    .execute()
  await tx.db.deleteFrom('session').where('userId', '=', userId).execute()
}
