import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Services } from '../context.ts'
import { PrimumError } from '../errors.ts'

const windowMilliseconds = 15 * 60_000
const mostFailures = 8

/**
 * Runs a proof of identity; after too many failures of one account it refuses for a while. Counted
 * in the database, so that asking several processes, or several at once, gains a guesser nothing:
 * an attempt counts before it is made, and success forgets them all.
 */
export async function limitAttempts<T>(
  services: Services,
  subject: string,
  prove: () => Promise<T>,
): Promise<T> {
  const key = createHash('sha256').update(subject).digest('hex')
  const { count, since } = await countAttempt(services, key)
  if (count > mostFailures) {
    const left = since.getTime() + windowMilliseconds - services.clock().getTime()
    const message = `Too many failed attempts; try again in ${Math.ceil(left / 60_000)} minutes.`
    throw new PrimumError('limit-exceeded', message, {
      reasons: [{ code: 'too-many-attempts', message }],
    })
  }
  const proof = await prove()
  await services.db.deleteFrom('failed_attempts').where('subject', '=', key).execute()
  return proof
}

/** One statement, so that attempts at once are counted one after the other. */
async function countAttempt({ db, clock }: Services, subject: string) {
  const now = clock()
  const over = sql<boolean>`failed_attempts.since <= ${windowStart(now)}`
  return db
    .insertInto('failed_attempts')
    .values({ subject, count: 1, since: now })
    .onConflict((clash) =>
      clash.column('subject').doUpdateSet({
        count: sql`case when ${over} then 1 else failed_attempts.count + 1 end`,
        since: sql`case when ${over} then excluded.since else failed_attempts.since end`,
      }),
    )
    .returning(['count', 'since'])
    .executeTakeFirstOrThrow()
}

export async function forgetOldAttempts({ db, clock }: Services): Promise<void> {
  await db.deleteFrom('failed_attempts').where('since', '<=', windowStart(clock())).execute()
}

function windowStart(now: Date): Date {
  return new Date(now.getTime() - windowMilliseconds)
}
