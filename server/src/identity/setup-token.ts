import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'

/**
 * The one-time token of the first set-up, shared by every process on the database; null once an
 * administrator exists. Kept only until then.
 */
export async function setupTokenIfNeeded(db: Kysely<DB>): Promise<string | null> {
  if (await isSetUp(db)) return null
  const made = randomBytes(24).toString('base64url')
  await db
    .insertInto('setup_tokens')
    .values({ token: made })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const { token } = await db.selectFrom('setup_tokens').select('token').executeTakeFirstOrThrow()
  return token
}

export async function isSetUp(db: Kysely<DB>): Promise<boolean> {
  const member = await db.selectFrom('members').select('id').limit(1).executeTakeFirst()
  return member !== undefined
}
