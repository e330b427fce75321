import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendEntry } from '../src/ledger/append-entry.ts'
import { addSite } from '../src/features/sites/add-site.ts'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let administrator: Person

beforeAll(async () => {
  server = await startTestServer()
  administrator = server.administrator
})
afterAll(() => server.close())

async function verify() {
  return (await administrator.call('GET', '/ledger/verify')).body
}

describe('the ledger', () => {
  test('1,000 concurrent writes give exactly 1,000 entries and no error', async () => {
    const before = await verify()
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        addSite(administrator.ctx, { code: `site-${index}`, name: `Site ${index}` }),
      ),
    )
    const after = await verify()
    expect(after.entries - before.entries).toBe(1000)
    expect(after).toMatchObject({ verified: true, brokenEntry: null })
  }, 120_000)

  test('a rolled-back transaction leaves no entry and no change', async () => {
    const before = await verify()
    const attempt = administrator.ctx.transaction(async (tx) => {
      await addSite(tx, { code: 'vanishes', name: 'Vanishes' })
      appendEntry(tx, { action: 'x', subject: { type: 'x', id: 'x' }, before: null, after: 1 })
      throw new Error('change of mind')
    })
    await expect(attempt).rejects.toThrow('change of mind')
    expect((await verify()).entries).toBe(before.entries)
    const sites = await administrator.call('GET', '/sites')
    expect(sites.body.items.some((site: { code: string }) => site.code === 'vanishes')).toBe(false)
  })

  test.each([
    'update ledger_entries set action = action',
    'delete from ledger_entries',
    'truncate ledger_entries',
  ])('refuses to the program and to the owner: %s', async (statement) => {
    await expect(sql.raw(statement).execute(server.services.db)).rejects.toThrow(
      /permission denied|refused/,
    )
    await expect(server.owner.query(statement)).rejects.toThrow('its rows are permanent')
  })

  test('verification names a row altered behind its back, and a cut end', async () => {
    const { entries } = await verify()
    const target = Math.floor(entries / 2)
    const organization = server.organizationId
    await server.owner.query("set session_replication_role = 'replica'")
    const { rows } = await server.owner.query(
      'select details from ledger_entries where organization_id = $1 and sequence = $2',
      [organization, target],
    )
    const set =
      'update ledger_entries set details = $3 where organization_id = $1 and sequence = $2'
    await server.owner.query(set, [organization, target, JSON.stringify({ forged: true })])
    expect(await verify()).toMatchObject({ verified: false, brokenEntry: target })
    await server.owner.query(set, [organization, target, JSON.stringify(rows[0].details)])
    expect(await verify()).toMatchObject({ verified: true })

    await server.owner.query(
      'delete from ledger_entries where organization_id = $1 and sequence > $2',
      [organization, entries - 3],
    )
    expect(await verify()).toMatchObject({ verified: false, brokenEntry: entries - 2 })
    await server.owner.query("set session_replication_role = 'origin'")
  })
})
