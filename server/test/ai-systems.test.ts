import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let owner: Person
let auditor: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  auditor = await server.person('internal-auditor')
})
afterAll(() => server.close())

describe('registering an AI system', () => {
  test('puts it into the inventory and leaves its ledger entry', async () => {
    const made = await owner.call('POST', '/ai-systems', aiSystemInput({ name: 'Sepsis alert' }))
    expect(made).toMatchObject({
      status: 201,
      body: { stage: 'inception', tier: null, revision: 1 },
    })
    const ledger = await owner.call('GET', `/ledger?subjectId=${made.body.id}`)
    expect(ledger.body.items).toMatchObject([
      { action: 'ai-systems.register', actor: { name: owner.name } },
    ])
  })

  test('refuses who may not, with the reason and who can', async () => {
    const refused = await auditor.call('POST', '/ai-systems', aiSystemInput())
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'forbidden', reasons: [{ code: 'role-missing', who: 'Administrator' }] },
    })
  })

  test('names every wrong field', async () => {
    const bad = await owner.call('POST', '/ai-systems', {
      ...aiSystemInput({ archetype: 'magic', name: '' }),
      colour: 'red',
    })
    expect(bad.status).toBe(400)
    const paths = bad.body.errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['archetype', 'name']))
    expect(JSON.stringify(bad.body.errors)).toContain('colour')
  })

  test('refuses a reference that is taken, and writes nothing', async () => {
    const input = aiSystemInput()
    await owner.call('POST', '/ai-systems', input)
    const before = await owner.call('GET', '/ledger/verify')
    const again = await owner.call('POST', '/ai-systems', input)
    expect(again).toMatchObject({ status: 409, body: { reasons: [{ code: 'reference-taken' }] } })
    const after = await owner.call('GET', '/ledger/verify')
    expect(after.body.entries).toBe(before.body.entries)
  })
})

describe('editing', () => {
  test('If-Match refuses to overwrite another change', async () => {
    const made = await owner.call('POST', '/ai-systems', aiSystemInput())
    const path = `/ai-systems/${made.body.id}`
    const first = await owner.call('PATCH', path, { vendor: 'Acme' }, { 'if-match': '"1"' })
    expect(first).toMatchObject({ status: 200, body: { vendor: 'Acme', revision: 2 } })
    const late = await owner.call('PATCH', path, { vendor: 'Other' }, { 'if-match': '"1"' })
    expect(late).toMatchObject({ status: 409, body: { reasons: [{ code: 'revision-changed' }] } })
  })
})

describe('the list', () => {
  test('pages through everything exactly once, in order', async () => {
    for (let index = 0; index < 7; index += 1) {
      await owner.call('POST', '/ai-systems', aiSystemInput({ name: `Page ${index % 3}` }))
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await owner.call('GET', `/ai-systems?search=Page&limit=2${cursor}`)
      expect(page.status).toBe(200)
      seen.push(...page.body.items.map((item: { id: string }) => item.id))
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })

  test('refuses a cursor that was not made here', async () => {
    expect(await owner.call('GET', '/ai-systems?cursor=nonsense')).toMatchObject({ status: 400 })
  })
})

describe('the sites of an AI system', () => {
  test('stand in the list by their codes, also when a code changes', async () => {
    for (const code of ['north', 'east']) {
      await server.administrator.call('POST', '/sites', { code, name: code, country: 'DE' })
    }
    const input = aiSystemInput({ name: 'Sited', siteCodes: ['north', 'east'] })
    const { body: made } = await owner.call('POST', '/ai-systems', input)
    const codes = async () => {
      const { body } = await owner.call('GET', '/ai-systems?search=Sited')
      return body.items.map(({ siteCodes }: { siteCodes: string[] }) => siteCodes)
    }
    expect(made.siteCodes).toEqual(['east', 'north'])
    expect(await codes()).toEqual([['east', 'north']])
    await server.owner.query("update sites set code = 'a-new-wing' where code = 'north'")
    expect(await codes()).toEqual([['a-new-wing', 'east']])
    const strange = server.owner.query(
      "update ai_system_sites set site_code = 'elsewhere' where site_code = 'east'",
    )
    await expect(strange).rejects.toThrow('violates foreign key constraint')
  })
})
