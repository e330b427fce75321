import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@primum/core/access/permissions'
import type { Permission } from '@primum/core/access/permissions'
import { roles } from '@primum/core/access/roles'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
const people = new Map<string, Person>()

beforeAll(async () => {
  server = await startTestServer()
  for (const role of roles) people.set(role, await server.person(role))
}, 60_000)
afterAll(() => server.close())

/** The routes of the API, each once; HEAD comes free with GET. */
function apiRoutes() {
  return server.app.declaredRoutes.filter((route) => route.method !== 'HEAD')
}

function pathOf(url: string): string {
  return url
    .replace(/^\/api\/v1/, '')
    .replace(':alias', 'stable')
    .replace(':target', 'deployment')
    .replace(':kind', 'framework')
    .replace(/:\w+/g, randomUUID())
}

describe('every route', () => {
  test('declares who may call it, and the OpenAPI document has it', () => {
    const document = server.app.swagger() as unknown as {
      openapi: string
      paths: Record<string, object>
    }
    expect(document.openapi).toMatch(/^3\.1/)
    const missing = apiRoutes().filter(({ method, url }) => {
      const path = url.replace(/:(\w+)/g, '{$1}')
      return !(method.toLowerCase() in (document.paths[path] ?? {}))
    })
    expect(missing).toEqual([])
    expect(apiRoutes().length).toBeGreaterThan(50)
  })

  test('stands in the committed OpenAPI document, from which the client is made', async () => {
    const committed = await readFile(new URL('../../client/openapi.json', import.meta.url), 'utf8')
    const remedy = 'run `npm run generate` and commit what it changes'
    expect(JSON.parse(committed), remedy).toEqual(JSON.parse(JSON.stringify(server.app.swagger())))
  })

  test('that is not public refuses who is not signed in', async () => {
    for (const { method, url, access } of apiRoutes()) {
      if (access === 'public') continue
      const answer = await server.inject({ method: method as 'GET', url: `/api/v1${pathOf(url)}` })
      expect(answer.status, `${method} ${url}`).toBe(401)
    }
  })

  test('refuses exactly the roles that its permission does not name', async () => {
    let refused = 0
    for (const { method, url, access } of apiRoutes()) {
      if (access === 'public' || access === 'signed-in' || url.endsWith('/events')) continue
      const holders: readonly string[] = permissions[access as Permission].roles
      for (const role of roles) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {}
        const answer = await people.get(role)!.call(method, pathOf(url), body)
        const where = `${role}: ${method} ${url} (${access}) answered ${answer.status}`
        expect(answer.status === 403, where).toBe(!holders.includes(role))
        expect(answer.status, where).not.toBe(500)
        if (answer.status !== 403) continue
        refused += 1
        expect(answer.body.reasons[0].message, where).toContain('you need one of these roles')
      }
    }
    expect(refused).toBeGreaterThan(100)
  }, 120_000)
})

describe('a session cookie', () => {
  test('from another site cannot write', async () => {
    const answer = await people
      .get('administrator')!
      .call(
        'POST',
        '/sites',
        { code: 'evil', name: 'Evil' },
        { origin: 'https://evil.example', host: 'localhost' },
      )
    expect(answer).toMatchObject({
      status: 403,
      body: { detail: 'This request comes from another site.' },
    })
  })
})

describe('an Idempotency-Key', () => {
  test('makes a write happen once, however often and however parallel it is sent', async () => {
    const administrator = people.get('administrator')!
    const key = { 'idempotency-key': randomUUID() }
    const body = { code: 'once', name: 'Once' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => administrator.call('POST', '/sites', body, key)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const other = await administrator.call('POST', '/sites', { code: 'two', name: 'Two' }, key)
    expect(other).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'idempotency-key-reused' }] },
    })
  })
})
