import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKey } from '../src/identity/read-key.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer
let key = ''
let id = ''

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  const request = { name: 'pipeline', scopes: ['ai-systems.read', 'ledger.read'] }
  const { body } = await server.administrator.call('POST', '/keys', request)
  ;({ key } = body)
  ;({ id } = body.record)
})

const ours = (given: string) => readKey(server.services, given)

/** What better-auth says of a key; it also notes its use, so it comes last. */
async function theirs(given: string): Promise<string | null> {
  const { auth } = server.services.identity
  const { valid, key: known } = await auth.api.verifyApiKey({ body: { key: given } })
  return valid ? (known?.id ?? null) : null
}

async function lastUse(): Promise<Date | null> {
  const { rows } = await server.owner.query(
    'select "lastRequest" as at from apikey where id = $1',
    [id],
  )
  return rows[0].at as Date | null
}

const change = (what: string) => server.owner.query(`update apikey set ${what} where id = $1`, [id])

describe('reading an API key', () => {
  test('knows a whole key alone, as better-auth itself would', async () => {
    expect(await ours(key)).toEqual({
      ...{ id, name: 'pipeline', organizationId: server.organizationId },
      scopes: ['ai-systems.read', 'ledger.read'],
    })
    const { rows } = await server.owner.query('select key from apikey where id = $1', [id])
    const given = [
      ...[key, '', ' ', key.slice(0, -1), `${key}a`, key.toUpperCase(), ` ${key}`],
      ...['primum_', key.slice(7), rows[0].key as string, "' or true --", '\u0000'],
    ]
    for (const each of given) {
      const known = await ours(each)
      expect([each, known?.id ?? null]).toEqual([each, each === key ? id : null])
      expect([each, await theirs(each)]).toEqual([each, known?.id ?? null])
    }
  })

  test('refuses one that is switched off or over, and keeps it on record', async () => {
    await change('enabled = false')
    expect(await ours(key)).toBeNull()
    expect(await theirs(key)).toBeNull()
    await change(`enabled = true, "expiresAt" = now() + interval '1 hour'`)
    expect((await ours(key))?.id).toBe(id)
    await change(`"expiresAt" = now() - interval '1 second'`)
    expect(await ours(key)).toBeNull()
    const { body } = await server.administrator.call('GET', '/keys')
    expect(body.items.map((each: { id: string }) => each.id)).toContain(id)
    expect(await theirs(key)).toBeNull()
  })

  test('refuses one of an organization that its maker is no member of', async () => {
    const elsewhere = '7b1c1f7e-52a4-4d3e-9d6a-0d6f6a2b9a11'
    await change(`metadata = '{"organizationId": "${elsewhere}"}'`)
    expect(await ours(key)).toBeNull()
    await change(`metadata = '{}'`)
    expect(await ours(key)).toBeNull()
    await change('metadata = null')
    expect(await ours(key)).toBeNull()
    const twice = JSON.stringify(JSON.stringify({ organizationId: server.organizationId }))
    await change(`metadata = '${twice}'`)
    expect((await ours(key))?.organizationId).toBe(server.organizationId)
  })

  test('notes its last use, at most once a minute, however many ask at once', async () => {
    expect(await lastUse()).toBeNull()
    await Promise.all(Array.from({ length: 20 }, () => ours(key)))
    const first = await lastUse()
    expect(Date.now() - (first?.getTime() ?? 0)).toBeLessThan(10_000)
    await ours(key)
    expect(await lastUse()).toEqual(first)
    await change(`"lastRequest" = now() - interval '2 minutes'`)
    await ours(key)
    expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity)
  })
})
