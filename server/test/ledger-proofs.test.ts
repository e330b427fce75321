import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileMonths } from '../src/jobs/filing-round.ts'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

let server: TestServer
let administrator: Person
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  administrator = server.administrator
}, 60_000)
afterAll(() => server.close())

/** What the hourly schedule does; its errors. */
async function round(): Promise<string[]> {
  const errors: unknown[] = []
  await fileMonths(server.services, new AbortController().signal, (each) => errors.push(each))
  return errors.map(String)
}

async function proofs() {
  const path = '/evidence?kind=ledger-proof&origin=primum&sort=title'
  return (await administrator.call('GET', path)).body.items
}

test('the ledger is verified and filed once for each month that is over', async () => {
  expect(await round()).toEqual([])
  expect(await proofs()).toEqual([])

  const before = (await administrator.call('GET', '/ledger/verify')).body
  time = Date.parse('2026-12-01T00:47:00Z')
  expect(await round()).toEqual([])
  expect(await round()).toEqual([])
  const filed = await proofs()
  expect(filed).toMatchObject([
    {
      title: 'Ledger verification, 2026-11',
      source: { type: 'ledger-months', id: '2026-11' },
      versionCount: 1,
      freshness: { state: 'valid' },
    },
  ])
  const content = `/evidence/${filed[0].id}/versions/1/content`
  const read = (await administrator.call('GET', content)).body
  expect(read).toMatchObject({
    month: '2026-11',
    verification: { verified: true, entries: before.entries, headHash: before.headHash },
    lastEntryOfMonth: { sequence: before.entries, hash: before.headHash },
  })
})

test('a ledger that was altered is filed as such, and reported', async () => {
  await server.owner.query("set session_replication_role = 'replica'")
  await server.owner.query(
    `update ledger_entries set details = '{"forged": true}' where sequence = 2`,
  )
  await server.owner.query("set session_replication_role = 'origin'")
  time = Date.parse('2027-01-03T10:47:00Z')
  expect(await round()).toEqual([expect.stringContaining('does not verify')])
  const [newest] = (await proofs()).toSorted((a: { title: string }, b: { title: string }) =>
    b.title.localeCompare(a.title),
  )
  expect(newest.title).toBe('Ledger verification, 2026-12')
  const content = `/evidence/${newest.id}/versions/1/content`
  expect((await administrator.call('GET', content)).body.verification).toMatchObject({
    verified: false,
    brokenEntry: 2,
  })
  // Told once: the month is filed.
  expect(await round()).toEqual([])
})
