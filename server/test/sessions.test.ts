import { createOTP } from '@better-auth/utils/otp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

function post(path: string, body: object, cookie = '') {
  return server.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload: body,
    ...(cookie === '' ? {} : { headers: { cookie } }),
  })
}

type Response = Awaited<ReturnType<typeof post>>

const cookieOf = (response: Response): string =>
  response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

describe('signing in', () => {
  test('never tells which part was wrong, and slows guessing', async () => {
    const person = await server.person('clinician')
    const wrong = { email: person.email, password: 'not the right password' }
    const unknown = await post('/session', { ...wrong, email: 'nobody@hospital.example' })
    const first = await post('/session', wrong)
    expect([first.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect(first.json().detail).toBe(unknown.json().detail)
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      expect((await post('/session', wrong)).statusCode).toBe(401)
    }
    const limited = await post('/session', { ...wrong, password })
    expect(limited.statusCode).toBe(429)
    expect(limited.json().detail).toContain('Too many failed attempts')
  })

  test('with a second factor asks for a code; a backup code works once', async () => {
    const person = await server.person('clinician')
    const prepared = await person.call('POST', '/session/totp', { password })
    expect(prepared.status).toBe(200)
    const secret = new URL(prepared.body.uri).searchParams.get('secret')
    expect(secret).not.toBeNull()
    const { base32 } = await import('@better-auth/utils/base32')
    const key = new TextDecoder().decode(base32.decode(secret ?? ''))
    const code = () => createOTP(key, { period: 30, digits: 6 }).totp()
    expect((await post('/session/code', { code: await code() }, person.cookie)).statusCode).toBe(
      200,
    )

    const started = await post('/session', { email: person.email, password })
    expect(started.json()).toEqual({ codeNeeded: true })
    const half = cookieOf(started)
    const early = await server.app.inject({ url: '/api/v1/session', headers: { cookie: half } })
    expect(early.statusCode).toBe(401)
    expect((await post('/session/code', { code: '000000' }, half)).statusCode).toBe(400)
    const finished = await post('/session/code', { code: await code() }, half)
    expect(finished.statusCode).toBe(200)
    const whole = await server.app.inject({
      url: '/api/v1/session',
      headers: { cookie: cookieOf(finished) },
    })
    expect(whole.json()).toMatchObject({ twoFactorEnabled: true })

    const [backup] = prepared.body.backupCodes as string[]
    const again = cookieOf(await post('/session', { email: person.email, password }))
    const used = await post('/session/backup-code', { backupCode: backup }, again)
    expect(used.statusCode).toBe(200)
    const third = cookieOf(await post('/session', { email: person.email, password }))
    expect((await post('/session/backup-code', { backupCode: backup }, third)).statusCode).toBe(400)
  })

  test('an administrator lets a locked-out member in again', async () => {
    const person = await server.person('clinician')
    const members = await server.administrator.call('GET', '/members')
    const id = members.body.items.find(
      (member: { email: string }) => member.email === person.email,
    ).id
    const next = { password: 'another long password' }
    expect(
      (await server.administrator.call('POST', `/members/${id}/reset-access`, next)).status,
    ).toBe(200)
    expect((await person.call('GET', '/session')).status).toBe(401)
    expect((await post('/session', { email: person.email, password })).statusCode).toBe(401)
    expect((await post('/session', { email: person.email, ...next })).statusCode).toBe(200)
  })

  test('ends with signing out', async () => {
    const person = await server.person('clinician')
    expect((await person.call('DELETE', '/session')).status).toBe(200)
    expect((await person.call('GET', '/session')).status).toBe(401)
  })

  test('an opaque origin cannot write', async () => {
    const answer = await server.administrator.call(
      'POST',
      '/sites',
      { code: 'x', name: 'X' },
      { origin: 'null' },
    )
    expect(answer.status).toBe(403)
  })
})

describe('an API key', () => {
  test('is shown once, kept hashed, does only what its scopes say, and ends when revoked', async () => {
    const made = await server.administrator.call('POST', '/keys', {
      name: 'pipeline',
      scopes: ['ai-systems.read'],
    })
    const { key, record } = made.body
    const stored = await server.owner.query('select key from apikey where id = $1', [record.id])
    expect(stored.rows[0].key).not.toContain(key)
    const headers = { authorization: `Bearer ${key}` }
    const call = (url: string) => server.inject({ url: `/api/v1${url}`, headers })
    expect((await call('/ai-systems')).status).toBe(200)
    expect(await call('/members')).toMatchObject({
      status: 403,
      body: { reasons: [{ code: 'scope-missing' }] },
    })
    expect(JSON.stringify((await server.administrator.call('GET', '/keys')).body)).not.toContain(
      key,
    )
    await server.administrator.call('DELETE', `/keys/${record.id}`)
    expect((await call('/ai-systems')).status).toBe(401)
  })

  test('that has expired is refused, and so is one whose maker has left', async () => {
    const maker = await server.person('administrator')
    const made = await maker.call('POST', '/keys', { name: 'old', scopes: ['ai-systems.read'] })
    const headers = { authorization: `Bearer ${made.body.key}` }
    const call = () => server.inject({ url: '/api/v1/ai-systems', headers })
    expect((await call()).status).toBe(200)
    await server.administrator.call('DELETE', `/members/${maker.ctx.actor.memberId}`)
    expect((await call()).status).toBe(401)

    const other = await server.administrator.call('POST', '/keys', {
      name: 'brief',
      scopes: ['ai-systems.read'],
    })
    await server.owner.query(
      `update apikey set "expiresAt" = now() - interval '1 second' where id = $1`,
      [other.body.record.id],
    )
    const late = await server.inject({
      url: '/api/v1/ai-systems',
      headers: { authorization: `Bearer ${other.body.key}` },
    })
    expect(late.status).toBe(401)
  })
})

describe('members', () => {
  test('the last administrator can neither leave nor step down', async () => {
    const members = await server.administrator.call('GET', '/members')
    const own = members.body.items.find(
      (member: { userId: string }) => member.userId === server.administrator.userId,
    )
    const leave = await server.administrator.call('DELETE', `/members/${own.id}`)
    expect(leave).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'last-administrator' }] },
    })
    const step = await server.administrator.call('PATCH', `/members/${own.id}`, {
      roles: ['clinician'],
    })
    expect(step.status).toBe(409)
  })

  test("an external auditor's access ends on its day", async () => {
    const auditor = await server.person('external-auditor')
    expect((await auditor.call('GET', '/ai-systems')).status).toBe(200)
    await server.owner.query(`update members set access_ends_at = now() where user_id = $1`, [
      auditor.userId,
    ])
    expect(await auditor.call('GET', '/ai-systems')).toMatchObject({
      status: 403,
      body: { reasons: [{ code: 'access-ended' }] },
    })
  })
})
