import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'

let server: TestServer
let owner: Person
let auditor: Person
let lead: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  auditor = await server.person('internal-auditor')
  lead = await server.person('governance-lead')
  await server.administrator.call('POST', '/sites', { code: 'north', name: 'North campus' })
})
afterAll(() => server.close())

const header =
  'reference,name,businessPurpose,intendedUse,archetype,modelOwner,hostingLocation,monitoringApproach'
const line = (reference: string, more: Record<number, string> = {}) =>
  [reference, 'A', 'B', 'C', 'scheduling', 'D', 'E', 'F']
    .map((cell, i) => more[i] ?? cell)
    .join(',')

async function send(csv: string | Buffer, preview = false, who = owner): Promise<Answer> {
  return server.inject({
    method: 'POST',
    url: `/api/v1/ai-systems/import?preview=${preview}`,
    headers: { cookie: who.cookie, 'content-type': 'text/csv' },
    payload: csv,
  })
}

async function entries(): Promise<number> {
  return (await owner.call('GET', '/ledger/verify')).body.entries
}

describe('importing', () => {
  test('registers every row, each with its ledger entry', async () => {
    const before = await entries()
    const done = await send(`${header}\n${line('imp-1')}\n${line('imp-2')}\n`)
    expect(done).toMatchObject({ status: 200, body: { valid: 2, invalid: 0, imported: 2 } })
    expect(await entries()).toBe(before + 2)
    const found = await owner.call('GET', '/ai-systems?search=imp-2')
    expect(found.body.items).toMatchObject([{ reference: 'imp-2', stage: 'inception', tier: null }])
  })

  test('a preview writes nothing', async () => {
    const before = await entries()
    const seen = await send(`${header}\n${line('imp-preview')}\n`, true)
    expect(seen.body).toEqual({
      rows: [{ row: 1, reference: 'imp-preview', ok: true, errors: [] }],
      valid: 1,
      invalid: 0,
      imported: 0,
    })
    expect(await entries()).toBe(before)
  })

  test('a preview names each bad row and field, with what to write instead', async () => {
    await send(`${header}\n${line('imp-taken')}\n`)
    const rows = [
      line('imp-a', { 4: 'magic' }),
      line('imp-b', { 1: '' }),
      line('imp-c'),
      line('imp-c'),
      line('imp-taken'),
      line('bad reference!'),
      `${line('imp-d')},surplus`,
    ]
    const { body } = await send(`${header}\n${rows.join('\n')}\n`, true)
    expect(body).toMatchObject({ valid: 1, invalid: 6, imported: 0 })
    const told = body.rows.map((row: { errors: { path: string }[] }) =>
      row.errors.map((error) => error.path),
    )
    expect(told).toEqual([
      ['archetype'],
      ['name'],
      [],
      ['reference'],
      ['reference'],
      ['reference'],
      ['row'],
    ])
    expect(body.rows[0].errors[0].remedy).toContain('clinical-decision-support')
    expect(body.rows[1].errors[0]).toMatchObject({ message: 'It is empty, and it is required.' })
    expect(body.rows[3].errors[0].message).toBe('Row 3 has the same reference.')
  })

  test('one bad row refuses all of them, and nothing is written', async () => {
    const before = await entries()
    const refused = await send(`${header}\n${line('imp-x')}\n${line('imp-y', { 4: '' })}\n`)
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ row: 2, path: 'archetype', remedy: expect.stringContaining('One of') }] },
    })
    expect(await entries()).toBe(before)
    expect((await owner.call('GET', '/ai-systems?search=imp-x')).body.items).toEqual([])
  })

  test('reads byte order marks, CRLF, quotes, lists, and yes or no', async () => {
    const csv = [
      `\uFEFF${header},dataTypes,usesPhi,siteCodes,outcomeHorizonDays`,
      `${line('imp-odd', { 2: '"Plan; then, ""act""\r\nsoon"' })},laboratory;"x",yes,north,7`,
      '',
    ].join('\r\n')
    // A bare quote inside an unquoted cell is not CSV.
    expect((await send(csv)).status).toBe(400)
    const good = csv.replace('laboratory;"x"', 'laboratory; vital signs')
    expect(await send(good)).toMatchObject({ status: 200, body: { imported: 1 } })
    const found = await owner.call('GET', '/ai-systems?search=imp-odd')
    expect(found.body.items[0]).toMatchObject({
      businessPurpose: 'Plan; then, "act"\r\nsoon',
      dataTypes: ['laboratory', 'vital signs'],
      usesPhi: true,
      siteCodes: ['north'],
      outcomeHorizonDays: 7,
    })
  })

  test('reads files with semicolons between the cells', async () => {
    const csv = `${header.replaceAll(',', ';')};dataTypes\n${line('imp-semi').replaceAll(',', ';')};"a;b"\n`
    expect(await send(csv)).toMatchObject({ status: 200, body: { imported: 1 } })
    const found = await owner.call('GET', '/ai-systems?search=imp-semi')
    expect(found.body.items[0].dataTypes).toEqual(['a', 'b'])
  })

  test.each([
    ['an unknown column', `${header},colour\n${line('z')},red\n`, 'colour', 'Remove it'],
    [
      'a misspelt column',
      `${header.replace('name', 'Name')}\n${line('z')}\n`,
      'Name',
      'Name it name',
    ],
    ['a repeated column', `${header},name\n${line('z')},N\n`, 'name', 'Keep one'],
    ['a missing column', `reference,name\nz,N\n`, 'archetype', 'Add it'],
    ['an empty file', '', 'body', undefined],
    ['a header alone', `${header}\n`, 'body', undefined],
    [
      'another encoding',
      Buffer.from(`${header}\n${line('z', { 1: 'Müller' })}\n`, 'latin1'),
      'body',
      'UTF-8',
    ],
    ['UTF-16', Buffer.from(`${header}\n${line('z')}\n`, 'utf16le'), 'body', 'UTF-8'],
  ])('refuses %s', async (_name, csv, path, remedy) => {
    const refused = await send(csv, true)
    expect(refused.status).toBe(400)
    const error = refused.body.errors.find((each: { path: string }) => each.path === path)
    expect(error).toBeDefined()
    expect(error.remedy ?? '').toContain(remedy ?? '')
  })

  test('an unknown site and a wrong day are told by name', async () => {
    const csv = `${header},siteCodes,statedLastAssessedOn\n${line('imp-site')},south,31.12.2025\n`
    const { body } = await send(csv, true)
    expect(body.rows[0].errors).toMatchObject([
      { path: 'statedLastAssessedOn', remedy: 'Write the day as YYYY-MM-DD.' },
      { path: 'siteCodes', message: 'There is no site with the code south.' },
    ])
  })

  test('takes 5,000 rows at most, and 5 MiB', async () => {
    const many = Array.from({ length: 5001 }, (_, index) => line(`many-${index}`)).join('\n')
    expect(await send(`${header}\n${many}\n`, true)).toMatchObject({
      status: 413,
      body: { reasons: [{ code: 'too-many-rows' }] },
    })
    const large = line('large', { 2: 'x'.repeat(5 * 1024 * 1024) })
    expect((await send(`${header}\n${large}\n`, true)).status).toBe(413)
  })

  test('refuses who may not, and an API that is asked in JSON', async () => {
    expect((await send(`${header}\n${line('z')}\n`, false, auditor)).status).toBe(403)
    expect((await owner.call('POST', '/ai-systems/import', { rows: [] })).status).toBe(400)
  })
})

describe('exporting', () => {
  test('what was exported comes back the same, formulas disarmed', async () => {
    const inputs = [
      aiSystemInput({
        reference: 'trip-1',
        name: 'First of the trip',
        vendor: '=HYPERLINK("http://evil.example","x")',
        dataTypes: ['notes; free text', 'back\\slash', '-minus'],
        traits: ['generative', 'patient-chat'],
        siteCodes: ['north'],
        population: "'=quoted already",
        users: '@team, "all"\nof it',
      }),
      aiSystemInput({
        reference: 'trip-2',
        name: 'Second',
        usesPhi: null,
        fdaStatus: null,
        users: '+1 line',
      }),
    ]
    for (const input of inputs) {
      expect((await owner.call('POST', '/ai-systems', input)).status).toBe(201)
    }
    const csv = await owner.call('GET', '/ai-systems/export?search=trip-')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body).not.toMatch(/(?:^|,|\n)"?[=+@-]/)
    const renamed = String(csv.body).replaceAll('trip-', 'back-')
    expect(await send(renamed)).toMatchObject({ status: 200, body: { imported: 2 } })
    const read = async (search: string) => {
      const page = await owner.call('GET', `/ai-systems?search=${search}`)
      return page.body.items.map((item: Record<string, unknown>) => ({
        ...item,
        id: null,
        createdAt: null,
        updatedAt: null,
        reference: String(item['reference']).slice(5),
      }))
    }
    expect(await read('back-')).toEqual(await read('trip-'))
    const again = await owner.call('GET', '/ai-systems/export?search=back-')
    expect(again.body).toBe(renamed)
  })

  test('gives every system, over many pages, by the filters of the list', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => line(`bulk-${index}`, { 1: 'Bulk' }))
    expect((await send(`${header}\n${rows.join('\n')}\n`)).body.imported).toBe(450)
    const all = await auditor.call('GET', '/ai-systems/export?search=bulk-')
    const references = [...String(all.body).matchAll(/^bulk-\d+/gm)].map(([text]) => text)
    expect(new Set(references).size).toBe(450)
    const none = await auditor.call('GET', '/ai-systems/export?search=bulk-&tier=1')
    expect(String(none.body).trim().split('\n')).toHaveLength(1)
  })
})

describe('resuming', () => {
  test('lifts a suspension, with its ledger entry; not while a critical incident is open', async () => {
    const made = await owner.call('POST', '/ai-systems', aiSystemInput())
    const path = `/ai-systems/${made.body.id}`
    const resume = (who: Person) =>
      who.call('POST', `${path}/resume`, { reason: 'The feed is mended.' })
    expect(await resume(lead)).toMatchObject({
      status: 409,
      body: { reasons: [{ code: 'not-suspended' }] },
    })
    await owner.call('POST', `${path}/suspend`, { reason: 'Wrong feed.' })
    expect((await resume(owner)).status).toBe(403)
    await server.owner.query(
      `insert into incidents (id, organization_id, number, ai_system_id, title, description, severity, status, due_at, opened_by, opened_at, updated_at)
       values (gen_random_uuid(), $1, 1, $2, 'T', 'D', 'critical', 'open', now(), '{}', now(), now())`,
      [server.organizationId, made.body.id],
    )
    const refused = await resume(lead)
    expect(refused).toMatchObject({
      status: 412,
      body: { reasons: [{ code: 'critical-incident-open' }] },
    })
    await server.owner.query(`update incidents set status = 'closed' where ai_system_id = $1`, [
      made.body.id,
    ])
    expect(await resume(lead)).toMatchObject({
      status: 200,
      body: { suspendedAt: null, suspensionReason: null },
    })
    const ledger = await owner.call('GET', `/ledger?subjectId=${made.body.id}`)
    const actions = ledger.body.items.map((item: { action: string }) => item.action)
    expect(actions.filter((action: string) => action === 'ai-systems.resume')).toHaveLength(1)
  })
})
