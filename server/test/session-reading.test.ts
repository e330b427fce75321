import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIdentity } from '../src/identity/identity.ts'
import { readSession } from '../src/identity/read-session.ts'
import { password, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const hour = 60 * 60_000
const cookieName = 'primum.session_token'

/** What the cookie of the person says once it is decoded: the token and its signature. */
function signedToken(person: Person): { token: string; signature: string } {
  const pair = person.cookie.split('; ').find((cookie) => cookie.startsWith(`${cookieName}=`))
  const value = decodeURIComponent(pair?.slice(cookieName.length + 1) ?? '')
  const end = value.lastIndexOf('.')
  return { token: value.slice(0, end), signature: value.slice(end + 1) }
}

const cookieOf = (value: string) => `${cookieName}=${encodeURIComponent(value)}`

/** When the session ends, or null where there is none any more. */
async function endOf(token: string): Promise<Date | null> {
  const row = await server.services.db
    .selectFrom('session')
    .select('expiresAt')
    .where('token', '=', token)
    .executeTakeFirst()
  return row?.expiresAt ?? null
}

async function endAt(token: string, expiresAt: Date): Promise<void> {
  await server.services.db
    .updateTable('session')
    .set({ expiresAt })
    .where('token', '=', token)
    .execute()
}

describe('reading a session', () => {
  test('signs in by a whole cookie alone, as better-auth itself would', async () => {
    const person = await server.person('clinician')
    const other = await server.person('clinician')
    const { token, signature } = signedToken(person)
    const forged = createHmac('sha256', 'another secret').update(token).digest('base64')
    const cookies: [string, boolean][] = [
      [cookieOf(`${token}.${signature}`), true],
      [`theme=dark; ${cookieOf(`${token}.${signature}`)}; a=b`, true],
      [cookieOf(`${token}.${forged}`), false],
      [cookieOf(`${signedToken(other).token}.${signature}`), false],
      [cookieOf(`${token}.${signature.slice(0, -1)}`), false],
      [cookieOf(`${token}.${signature.toLowerCase()}`), false],
      [cookieOf(`${token}.`), false],
      [cookieOf(`.${signature}`), false],
      [cookieOf(token), false],
      [cookieOf(''), false],
      [`${cookieName}`, false],
      [`other=${token}.${signature}`, false],
      ['', false],
    ]
    for (const [cookie, wanted] of cookies) {
      const ours = await readSession(server.services, cookie, null)
      const headers = new Headers({ cookie })
      const theirs = await server.services.identity.auth.api.getSession({ headers })
      expect([cookie, ours?.user_id]).toEqual([cookie, wanted ? person.userId : undefined])
      expect([cookie, theirs?.user.id]).toEqual([cookie, ours?.user_id])
    }
  })

  test('knows the name that a cookie has behind https', async () => {
    const person = await server.person('clinician')
    const { db } = server.services
    const secret = 'a secret that only these tests know, long enough'
    const identity = createIdentity({ db, secret, baseUrl: 'https://primum.hospital.example' })
    const { email } = person
    const response = await identity.auth.api.signInEmail({
      body: { email, password },
      asResponse: true,
    })
    const [cookie] = (response.headers.get('set-cookie') ?? '').split(';')
    expect(cookie).toMatch(/^__Secure-primum\.session_token=/)
    const session = await readSession({ ...server.services, identity }, cookie ?? '', null)
    expect(session).toMatchObject({ user_id: person.userId, roles: ['clinician'] })
    expect(await readSession(server.services, cookie ?? '', null)).toBeNull()
  })

  test('ends with the session, at its hour or when somebody ends it', async () => {
    const person = await server.person('clinician')
    const { token } = signedToken(person)
    await endAt(token, new Date(Date.now() - 1000))
    expect((await person.call('GET', '/ai-systems')).status).toBe(401)
    expect(await endOf(token)).toBeNull()

    const again = await server.person('clinician')
    expect((await again.call('GET', '/ai-systems')).status).toBe(200)
    await server.services.db.deleteFrom('session').where('userId', '=', again.userId).execute()
    expect((await again.call('GET', '/ai-systems')).status).toBe(401)
  })

  test('extends a session that has been used for an hour, and no younger one', async () => {
    const person = await server.person('clinician')
    const { token } = signedToken(person)
    const young = new Date(Date.now() + 11.2 * hour)
    await endAt(token, young)
    expect((await person.call('GET', '/ai-systems')).status).toBe(200)
    expect(await endOf(token)).toEqual(young)

    await endAt(token, new Date(Date.now() + 10.8 * hour))
    expect((await person.call('GET', '/ai-systems')).status).toBe(200)
    const extended = (await endOf(token))?.getTime() ?? 0
    expect(extended).toBeGreaterThan(Date.now() + 11.9 * hour)
    expect(extended).toBeLessThanOrEqual(Date.now() + 12 * hour)
  })

  test('takes the organization that was joined first, or the one that is named', async () => {
    const person = await server.person('clinician')
    const second = randomUUID()
    const stranger = randomUUID()
    for (const id of [second, stranger]) {
      await server.owner.query(
        "insert into organizations (id, name, created_at) values ($1, 'Another', now())",
        [id],
      )
    }
    await server.owner.query(
      `insert into members (id, organization_id, user_id, roles, created_at)
       values (gen_random_uuid(), $1, $2, '{executive}', now() + interval '1 hour')`,
      [second, person.userId],
    )
    const rolesIn = async (organization?: string) => {
      const named = organization ?? null
      const session = await readSession(server.services, person.cookie, named)
      return [session?.organization_id, session?.roles]
    }
    expect(await rolesIn()).toEqual([server.organizationId, ['clinician']])
    expect(await rolesIn(second)).toEqual([second, ['executive']])
    expect(await rolesIn(stranger)).toEqual([null, null])

    const answer = (organization: string) =>
      person.call('GET', '/ai-systems', undefined, { 'primum-organization': organization })
    expect((await answer(stranger)).status).toBe(403)
    expect((await answer('x')).status).toBe(400)

    await server.owner.query(
      'update members set removed_at = now() where user_id = $1 and organization_id = $2',
      [person.userId, server.organizationId],
    )
    expect(await rolesIn()).toEqual([second, ['executive']])
    expect(await rolesIn(server.organizationId)).toEqual([null, null])
  })
})
