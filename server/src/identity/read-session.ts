import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookies } from 'better-call'
import { sql } from 'kysely'
import type { Services } from '../context.ts'

/** `member_id` and what follows are null for somebody who is no member there. */
export type ReadSession = {
  user_id: string
  name: string
  email: string
  expires_at: Date
} & (
  | { member_id: string; organization_id: string; roles: string[]; access_ends_at: Date | null }
  | { member_id: null; organization_id: null; roles: null; access_ends_at: null }
)

/**
 * Who is signed in by the cookies of a request, and as which member: of the given organization, or
 * else of the one they joined first. Null where the cookies sign nobody in.
 *
 * Every request asks this, so it costs one statement: better-auth's own way takes longer than all the
 * rest of answering. better-auth makes, extends and ends sessions: one that is over, or old enough to
 * be extended, goes to it. Its context names the cookie, the secret and the ages.
 */
export async function readSession(
  { db, identity }: Services,
  cookies: string,
  organizationId: string | null,
): Promise<ReadSession | null> {
  const { authCookies, secret, sessionConfig } = await identity.auth.$context
  const cookie = parseCookies(cookies).get(authCookies.sessionToken.name)
  const token = cookie === undefined ? null : signedValue(cookie, secret)
  if (token === null) return null
  const { rows } =
    await sql<ReadSession>`select s."expiresAt" as expires_at, u.id as user_id, u.name,
      u.email, m.id as member_id, m.organization_id, m.roles, m.access_ends_at
    from session as s join "user" as u on u.id = s."userId"
    left join members as m on m.user_id = u.id and m.removed_at is null
      and (${organizationId}::uuid is null or m.organization_id = ${organizationId}::uuid)
    where s.token = ${token} order by m.created_at limit 1`.execute(db)
  const [session] = rows
  if (session === undefined) return null
  const { expiresIn, updateAge } = sessionConfig
  const extendedFrom = session.expires_at.getTime() - (expiresIn - updateAge) * 1000
  if (Date.now() < extendedFrom) return session
  const headers = new Headers({ cookie: cookies })
  return (await identity.auth.api.getSession({ headers })) === null ? null : session
}

/** The value of `value.signature` where the signature is its HMAC-SHA256 in base64, else null. */
function signedValue(cookie: string, secret: string): string | null {
  const end = cookie.lastIndexOf('.')
  if (end < 1) return null
  const value = cookie.slice(0, end)
  const given = Buffer.from(cookie.slice(end + 1))
  const wanted = Buffer.from(createHmac('sha256', secret).update(value).digest('base64'))
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? value : null
}
