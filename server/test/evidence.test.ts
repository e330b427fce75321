import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { officeOf, pdf, png } from './zip-fixture.ts'

let server: TestServer
let world: EvidenceWorld
let now = new Date('2026-06-15T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  world = await evidenceWorld(server)
}, 60_000)
afterAll(() => server.close())

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const missing = '00000000-0000-4000-8000-000000000000'

async function stateOf(id: string) {
  return (await world.auditor.call('GET', `/evidence/${id}`)).body.freshness
}

describe('a piece of evidence', () => {
  test('is registered, gets its file, a second version, and is read by an auditor', async () => {
    const id = await world.register({ description: 'How we watch.', reviewMonths: 12 })
    expect(await stateOf(id)).toEqual({
      state: 'empty',
      reason: 'No file was handed over yet.',
      until: null,
    })
    const first = await world.upload(id, pdf, {
      name: '../Überwachung: 2026.pdf',
      query: 'effectiveFrom=2026-01-01&effectiveUntil=2026-12-31&note=Signed',
    })
    expect(first.status, JSON.stringify(first.body)).toBe(201)
    expect(first.body.versions).toEqual([
      expect.objectContaining({
        number: 1,
        sha256: sha256(pdf),
        size: pdf.length,
        mediaType: 'application/pdf',
        fileName: 'Überwachung_ 2026.pdf',
        effectiveFrom: '2026-01-01',
        effectiveUntil: '2026-12-31',
        governs: true,
        previewable: true,
        note: 'Signed',
      }),
    ])
    expect(first.body.versions[0].uploadedAt).toBe(now.toISOString())
    const next = officeOf('word')
    const query = 'effectiveFrom=2027-01-01'
    const second = await world.upload(id, next, { name: 'Procedure.docx', query })
    expect(second.body.versions.map((each: { governs: boolean }) => each.governs)).toEqual([
      false,
      true,
    ])
    const read = await world.auditor.call('GET', `/evidence/${id}`)
    expect(read.headers['etag']).toBe('"3"')
    expect(read.body).toMatchObject({
      versionCount: 2,
      freshness: { state: 'valid', until: '2026-12-31' },
      owner: null,
      origin: 'uploaded',
      source: null,
    })
    const entry = await server.owner.query(
      `select details from ledger_entries where action = 'evidence.upload-version'
        and subject_id = $1 order by sequence limit 1`,
      [id],
    )
    expect(entry.rows[0].details).toMatchObject({ number: 1, sha256: sha256(pdf) })
    const pages = await world.auditor.call('GET', `/evidence/${id}/versions?limit=1`)
    expect(pages.body.items[0].number).toBe(2)
    const rest = await world.auditor.call(
      'GET',
      `/evidence/${id}/versions?limit=1&cursor=${pages.body.nextCursor}`,
    )
    expect(rest.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null })
  })

  test('two people who edit it: the second is told, and nothing is lost', async () => {
    const id = await world.register()
    const path = `/evidence/${id}`
    const etag = String((await world.owner.call('GET', path)).headers['etag'])
    const mine = await world.owner.call('PATCH', path, { title: 'Mine' }, { 'if-match': etag })
    expect(mine.status).toBe(200)
    const theirs = await world.lead.call('PATCH', path, { kind: 'policy' }, { 'if-match': etag })
    expect(theirs.status).toBe(409)
    expect(theirs.body.reasons[0]).toMatchObject({ code: 'revision-changed' })
    const { body } = await world.owner.call('GET', path)
    expect(body).toMatchObject({ title: 'Mine', kind: 'procedure', revision: 2 })
    const late = await world.upload(id, 'words', { name: 'a.txt', headers: { 'if-match': etag } })
    expect(late.status).toBe(409)
    expect(await world.files()).not.toContain(sha256('words'))
  })

  test('changes all that is said of it, and is found by its new words', async () => {
    const id = await world.register({ title: 'Zwischenbericht Größe' })
    const { memberId: ownerId } = world.owner.ctx.actor
    const more = {
      title: 'Final report',
      kind: 'report',
      description: 'Café',
      ownerId,
      reviewMonths: 6,
    }
    const { status, body } = await world.owner.call('PATCH', `/evidence/${id}`, more)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ title: 'Final report', owner: { id: ownerId }, reviewMonths: 6 })
    const found = async (search: string) => {
      const list = await world.auditor.call('GET', `/evidence?search=${encodeURIComponent(search)}`)
      return list.body.items.map((each: { id: string }) => each.id)
    }
    expect(await found('fin cafe')).toEqual([id])
    expect(await found('Größe')).toEqual([])
    expect(await found("') | !x & :*")).toEqual([])
    const cleared = await world.owner.call('PATCH', `/evidence/${id}`, {
      ownerId: null,
      reviewMonths: null,
    })
    expect(cleared.body).toMatchObject({ owner: null, reviewMonths: null, title: 'Final report' })
    const stranger = await world.owner.call('PATCH', `/evidence/${id}`, { ownerId: missing })
    expect(stranger.body.errors[0].path).toBe('ownerId')
  })
})

describe('the file', () => {
  test('comes back as it was, always as a download that nothing runs in', async () => {
    const id = await world.filed()
    const { status, headers, body } = await world.auditor.call(
      'GET',
      `/evidence/${id}/versions/1/content`,
    )
    expect(status).toBe(200)
    expect(body).toBe(pdf.toString())
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `attachment; filename="Procedure.pdf"; filename*=UTF-8''Procedure.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
      'cache-control': 'private, no-store',
    })
    expect((await world.auditor.call('GET', `/evidence/${id}/versions/2/content`)).status).toBe(404)
  })

  test('is shown where that is safe, text as plain text, and else not, with the reason', async () => {
    const id = await world.register()
    const shown = async (content: Buffer | string, name: string) => {
      const { body } = await world.upload(id, content, { name })
      return world.auditor.call('GET', `/evidence/${id}/versions/${body.versionCount}/preview`)
    }
    const picture = await shown(png, 'scan.png')
    expect(picture.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="scan.png"; filename*=UTF-8''scan.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
    })
    const text = await shown('# Title <b>x</b>\n', 'notes.md')
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text.body).toBe('# Title <b>x</b>\n')
    const document = await shown(officeOf('word'), 'a.docx')
    expect(document.status).toBe(412)
    expect(document.body.reasons[0]).toMatchObject({ code: 'not-previewable' })
    expect(document.body.detail).toContain('Word document')
    const long = await shown('x'.repeat(1024 * 1024 + 1), 'long.txt')
    expect(long.body.detail).toContain('up to 1 MiB')
  })

  test('that was changed in the store is never served', async () => {
    const id = await world.register()
    await world.upload(id, 'what was said', { name: 'a.txt' })
    const path = await pathOf(sha256('what was said'))
    await writeFile(path, 'what was never said')
    for (const how of ['content', 'preview']) {
      const answer = await world.auditor.call('GET', `/evidence/${id}/versions/1/${how}`)
      expect(answer.status).toBe(500)
      expect(answer.body.code).toBe('internal')
      expect(JSON.stringify(answer.body)).not.toContain('never said')
    }
    await writeFile(path, 'what was said')
    expect((await world.auditor.call('GET', `/evidence/${id}/versions/1/content`)).status).toBe(200)
  })

  test('the same bytes are kept once, and a version never changes', async () => {
    const first = await world.register()
    const second = await world.register()
    await world.upload(first, 'shared words', { name: 'a.txt' })
    await world.upload(second, 'shared words', { name: 'b.txt' })
    const kept = (await world.files()).filter((name) => name === sha256('shared words'))
    expect(kept).toHaveLength(1)
    const change = server.owner.query(
      `update evidence_versions set sha256 = repeat('a', 64) where evidence_id = $1`,
      [first],
    )
    await expect(change).rejects.toThrow('permanent')
    const removal = server.owner.query('delete from evidence_versions where evidence_id = $1', [
      first,
    ])
    await expect(removal).rejects.toThrow('permanent')
  })

  async function pathOf(name: string): Promise<string> {
    const folder = join(server.services.files.incomingFolder, '..', 'files')
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const found = entries.find((each) => each.name === name)
    const path = join(found?.parentPath ?? '', name)
    expect((await readFile(path)).length).toBeGreaterThan(0)
    return path
  }
})

describe('periods', () => {
  test('freshness follows the days, from not yet to expired', async () => {
    const id = await world.filed({}, 'effectiveFrom=2026-07-01&effectiveUntil=2026-08-31')
    const states: string[] = []
    for (const day of ['2026-06-30', '2026-07-01', '2026-08-01', '2026-08-31', '2026-09-01']) {
      now = new Date(`${day}T23:00:00Z`)
      states.push((await stateOf(id)).state)
    }
    now = new Date('2026-06-15T10:00:00Z')
    expect(states).toEqual(['not-yet-effective', 'valid', 'expiring', 'expiring', 'expired'])
  })

  test('an older period that is filed later does not hide the one in force', async () => {
    const id = await world.filed({}, 'effectiveFrom=2026-01-01')
    await world.upload(id, 'old', {
      name: 'old.txt',
      query: 'effectiveFrom=2025-01-01&effectiveUntil=2025-12-31',
    })
    const { body } = await world.auditor.call('GET', `/evidence/${id}`)
    expect(body.freshness.state).toBe('valid')
    expect(
      body.versions.map((each: { number: number; governs: boolean }) => [
        each.number,
        each.governs,
      ]),
    ).toEqual([
      [2, false],
      [1, true],
    ])
  })

  test('a period that ends before it begins is refused', async () => {
    const id = await world.register()
    const query = 'effectiveFrom=2026-02-01&effectiveUntil=2026-01-31'
    const { status, body } = await world.upload(id, pdf, { query })
    expect(status).toBe(400)
    expect(body.errors[0].path).toBe('effectiveUntil')
    for (const day of ['2026-02-30', '0000-01-01', '9999-12-31', 'soon']) {
      expect((await world.upload(id, pdf, { query: `effectiveFrom=${day}` })).status).toBe(400)
    }
  })
})

describe('links', () => {
  test('to records of the organization, to gates and to what frameworks name', async () => {
    const id = await world.filed()
    const made = await world.owner.call('POST', '/ai-systems', aiSystemInput())
    const systemId = made.body.id as string
    const finding = await world.owner.call('POST', '/findings', {
      title: 'Old leaflet',
      description: 'It names 1.0.0.',
      severity: 'minor',
      aiSystemId: systemId,
    })
    const link = (body: object) => world.owner.call('POST', `/evidence/${id}/links`, body)
    const written = await world.lead.call('POST', '/controls', {
      reference: 'C-1',
      title: 'Models are tested before release',
      description: 'Nothing untested reaches a patient.',
    })
    const controlId = written.body.id as string
    const control = await link({ type: 'control', id: controlId, note: 'Shows testing.' })
    expect(control.status, JSON.stringify(control.body)).toBe(201)
    expect(control.body).toMatchObject({
      target: { type: 'control', id: controlId },
      aiSystem: null,
    })
    const found = await link({ type: 'finding', id: finding.body.id })
    expect(found.body.aiSystem).toEqual({ id: systemId, name: 'Readmission risk' })
    expect((await link({ type: 'gate', id: 'deployment', aiSystemId: systemId })).status).toBe(201)
    expect((await link({ type: 'ai-system', id: systemId })).status).toBe(201)
    expect((await link({ type: 'requirement', id: 'ISO42001:A.6.2.4' })).status).toBe(201)
    const again = await link({ type: 'control', id: controlId })
    expect(again.body.reasons[0].code).toBe('already-linked')
    for (const bad of [
      { type: 'finding', id: missing },
      { type: 'finding', id: 'F-1' },
      { type: 'gate', id: 'deployment' },
      { type: 'gate', id: 'nowhere', aiSystemId: systemId },
      { type: 'control', id: '<script>' },
      { type: 'control', id: missing },
      { type: 'requirement', id: 'A.6.2.4' },
      { type: 'requirement', id: 'ISO42001:A.99' },
      { type: 'obligation', id: 'HIPAA:none' },
      { type: 'person', id: 'ada' },
    ]) {
      expect((await link(bad)).status, JSON.stringify(bad)).toBe(400)
    }
    expect((await link({ type: 'control', id: controlId, aiSystemId: missing })).status).toBe(404)

    const ids = async (query: string) => {
      const { body } = await world.auditor.call('GET', `/evidence?${query}`)
      return body.items.map((each: { id: string }) => each.id)
    }
    expect(await ids(`targetType=control&targetId=${controlId}`)).toEqual([id])
    expect(await ids(`targetType=control&targetId=${missing}`)).toEqual([])
    expect(await ids(`aiSystemId=${systemId}`)).toEqual([id])
    expect((await world.auditor.call('GET', '/evidence?targetId=A.6.2.4')).status).toBe(400)

    const page = await world.auditor.call('GET', `/evidence/${id}/links?limit=3`)
    const rest = await world.auditor.call(
      'GET',
      `/evidence/${id}/links?limit=3&cursor=${page.body.nextCursor}`,
    )
    expect(rest.body.nextCursor).toBe(null)
    const all = [...page.body.items, ...rest.body.items].map((each) => each.target.type)
    expect(all.toSorted()).toEqual(['ai-system', 'control', 'finding', 'gate', 'requirement'])
    const off = await world.owner.call('DELETE', `/evidence/${id}/links/${control.body.id}`)
    expect(off.body.linkCount).toBe(4)
    expect(await ids(`targetType=control&targetId=${controlId}`)).toEqual([])
  })
})

test('another organization’s evidence is not found: no record, no file, no content by its hash', async () => {
  const id = await world.register()
  await world.upload(id, 'theirs alone', { name: 'theirs.txt' })
  const other = randomUUID()
  const { db } = server.services
  await db
    .insertInto('organizations')
    .values({ id: other, name: 'Elsewhere', created_at: now })
    .execute()
  const foreign = await server.owner.query(
    `insert into evidence (id, organization_id, title, kind, description, origin, uploaded_at, search,
        created_by, created_at, versions)
      values (gen_random_uuid(), $1, 'Foreign', 'policy', '', 'uploaded', now(), '', '{}', now(), 1)
      returning id`,
    [other],
  )
  const foreignId = foreign.rows[0].id as string
  await server.owner.query(
    `insert into evidence_versions (evidence_id, number, organization_id, sha256, size, media_type,
        file_name, effective_from, uploaded_by, uploaded_at)
      select $1, number, $2, sha256, size, media_type, file_name, effective_from, uploaded_by,
        uploaded_at from evidence_versions where evidence_id = $3`,
    [foreignId, other, id],
  )
  for (const [method, path, body] of [
    ['GET', ''],
    ['GET', '/versions'],
    ['GET', '/links'],
    ['GET', '/versions/1/content'],
    ['GET', '/versions/1/preview'],
    ['PATCH', '', { title: 'Taken' }],
    ['POST', '/links', { type: 'requirement', id: 'ISO42001:A.2.2' }],
    ['POST', '/hold', { reason: 'x' }],
    ['POST', '/withdraw', { reason: 'x' }],
  ] as const) {
    const answer = await world.lead.call(method, `/evidence/${foreignId}${path}`, body)
    expect(answer.status, `${method} ${path}`).toBe(404)
  }
  expect((await world.upload(foreignId, 'x', { name: 'x.txt' })).status).toBe(404)
  const list = await world.lead.call('GET', '/evidence?search=foreign')
  expect(list.body.items).toEqual([])
  // The same bytes there and here are two contents.
  const { store } = server.services.files
  const hash = sha256('theirs alone')
  expect(await store.has({ organizationId: other, sha256: hash })).toBe(false)
})
