import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acmeWorkbook, workbookOf } from '../../engine/test/workbook-fixture.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { acmeRule, acmeYaml, ownWorld } from './own-world.ts'

type Body = Answer['body']

let server: TestServer
let world: Awaited<ReturnType<typeof ownWorld>>

beforeAll(async () => {
  server = await startTestServer()
  world = await ownWorld(server)
}, 60_000)
afterAll(() => server.close())

const codes = ({ body }: Answer): string[] => body.reasons.map((each: Body) => each.code)
const standard = () =>
  readFile(new URL('../../engine/test/fixtures/acme-framework.xlsx', import.meta.url))

describe('a framework from a spreadsheet', () => {
  test('is looked at before anything is kept', async () => {
    const before = await world.kept()
    const { status, body } = await world.preview('Acme.xlsx', await standard())
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      ...{ id: 'ACME', title: 'AI policy of Acme', requirements: 2, mappings: 1, rules: 0 },
      ...{ imported: 0, adoptions: [] },
      warnings: [
        'ACME: was put before ids without a prefix: 1 and 2 more.',
        'The sheet Notes to ourselves was not read.',
      ],
      releases: [
        { kind: 'framework', id: 'ACME', from: null, to: { release: '2026.11.0' } },
        { kind: 'crosswalk', id: 'own-acme', from: null },
      ],
    })
    // All of it is new, and all of it can be read before it is taken.
    const [framework, crosswalk] = body.releases
    expect(framework.changes.map(({ id, change }: Body) => `${change} ${id}`)).toEqual([
      ...['added ACME:1', 'added ACME:1.1', 'added ACME:1.2'],
    ])
    expect(framework.changes[1].fields).toContainEqual({
      ...{ field: 'text', before: null, after: expect.any(String) },
    })
    expect(crosswalk.changes).toMatchObject([{ id: 'ACME:1.1 ISO42001:5.3', change: 'added' }])
    expect(crosswalk.changes[0].fields).toContainEqual({
      ...{ field: 'rationale', before: null, after: expect.any(String) },
    })
    expect([framework.touched, crosswalk.touched].flatMap(Object.values).flat()).toEqual([])
    expect(await world.kept()).toEqual(before)
    expect((await world.lead.call('GET', '/frameworks/ACME')).status).toBe(404)
  })

  test('is taken with a reason, and is a framework like the others', async () => {
    expect((await world.send('acme.xlsx', await standard(), {})).body.errors).toEqual([
      { path: 'reason', message: 'Say why it is taken, or send preview=true.' },
    ])
    const taken = await world.done(world.send('acme.xlsx', await standard()))
    expect(taken).toMatchObject({
      imported: 2,
      adoptions: [
        { kind: 'framework', pack: 'ACME', from: null, reason: 'The board asked for it.' },
        { kind: 'crosswalk', pack: 'own-acme' },
      ],
    })
    const framework = await world.get('/frameworks/ACME')
    expect(framework).toMatchObject({ kind: 'own', asOf: '2026-10-01', confidence: 'verified' })
    expect(framework.sources).toMatchObject([{ key: 'own', title: 'Policy AI-7' }])
    const { items } = await world.get('/content-packs')
    expect(items.find(({ id }: Body) => id === 'ACME')).toMatchObject({
      origin: 'own',
      waiting: null,
    })
    // What the program comes with is there as before.
    expect(items.filter(({ origin }: Body) => origin === 'program').length).toBeGreaterThan(30)
    expect((await world.get('/frameworks/ACME/crosswalk/ISO42001')).mappings).toMatchObject([
      { from: 'ACME:1.1', to: 'ISO42001:5.3', relation: 'subset-of', basis: 'own-analysis' },
    ])
    const { id } = await world.operating('ACME:1.2')
    expect(await world.coverageOf('ACME:1.2')).toMatchObject({ state: 'met' })
    const gap = await world.done(world.lead.call('POST', '/gap-assessments', { framework: 'ACME' }))
    expect(gap.framework).toMatchObject({ id: 'ACME' })
    expect(gap.lines.map(({ requirementId }: Body) => requirementId)).toEqual([
      ...['ACME:1.1', 'ACME:1.2'],
    ])
    expect((await world.read(id)).requirements).toHaveLength(1)
    const judged = { judgement: 'partly', note: 'Half of them.' }
    await world.done(
      world.lead.call('PUT', `/gap-assessments/${gap.id}/requirements/ACME:1.2`, judged),
    )
  })

  test('again is in force already; the same release says nothing else', async () => {
    const before = await world.kept()
    expect(codes(await world.send('acme.xlsx', await standard()))).toEqual(['release-in-force'])
    expect(codes(await world.preview('acme.xlsx', await standard()))).toEqual(['release-in-force'])
    const other = await world.send('acme.yaml', acmeYaml())
    expect([other.status, codes(other)]).toEqual([409, ['release-not-newer']])
    const exported = await world.lead.call('GET', '/content-packs/own/ACME/export')
    expect(exported.headers['content-disposition']).toContain('ACME.yaml')
    expect(codes(await world.send('acme.yaml', exported.body))).toEqual(['release-in-force'])
    expect(await world.kept()).toEqual(before)
  })

  test('of a newer release shows what it changes, and reopens what was said', async () => {
    const text = acmeYaml({
      release: '2026.11.1',
      requirements: [
        { id: 'ACME:1', role: 'heading', kind: 'heading', title: 'Governance' },
        { id: 'ACME:1.2', kind: 'requirement', title: 'All staff is trained', parent: 'ACME:1' },
        { id: 'ACME:1.3', kind: 'requirement', title: 'Training is tested', parent: 'ACME:1' },
      ],
    })
    const looked = await world.done(world.preview('acme.yaml', text))
    expect(looked.warnings).toEqual([expect.stringContaining('no mappings any more')])
    const [release] = looked.releases
    expect(
      release.changes
        .filter(({ matters }: Body) => matters)
        .map(({ id, change }: Body) => [id, change]),
    ).toEqual([
      ['ACME:1.2', 'changed'],
      ['ACME:1.3', 'added'],
      ['ACME:1.1', 'removed'],
    ])
    expect(release.touched).toMatchObject({
      controls: [{ requirementIds: ['ACME:1.2'] }],
      gapAssessments: [{ number: 1 }],
    })
    expect(await world.coverageOf('ACME:1.2')).toMatchObject({ state: 'met' })
    const { adoptions } = await world.done(world.send('acme.yaml', text))
    expect(adoptions).toHaveLength(1)
    expect(await world.coverageOf('ACME:1.2')).toMatchObject({ state: 'partly' })
    expect((await world.get('/frameworks/ACME/crosswalk/ISO42001')).mappings).toEqual([])
    const { items } = await world.get('/content-adoptions?pack=ACME')
    expect(items.map(({ to }: Body) => to.release)).toEqual(['2026.11.1', '2026.11.0'])
  })

  test('stays while anything is about it, by name', async () => {
    const before = await world.kept()
    const refused = await world.remove('ACME')
    expect(refused.status).toBe(409)
    expect(refused.body.reasons.map(({ message }: Body) => message)).toEqual([
      expect.stringMatching(/spoken about by controls: AIC-\d+\.$/),
      expect.stringMatching(/spoken about by gap assessments: no\. 1\.$/),
    ])
    expect(await world.kept()).toEqual(before)
  })
})

test('an own framework with mappings goes and comes back as it was exported', async () => {
  const text = acmeYaml({
    ...{ id: 'TEMP', release: '2026.10.0' },
    requirements: [{ id: 'TEMP:1', kind: 'rule', title: 'One' }],
    mappings: [
      { from: 'TEMP:1', to: 'ISO42001:5.3', relation: 'equal', rationale: 'The same in short.' },
    ],
  })
  await world.done(world.send('temp.yaml', text))
  const exported = await world.lead.call('GET', '/content-packs/own/TEMP/export')
  const [pack] = (await world.get('/content-packs')).items.filter(({ id }: Body) => id === 'TEMP')
  const removed = await world.done(world.remove('TEMP'))
  expect(removed).toMatchObject({ id: 'TEMP', release: '2026.10.0', reason: 'It was a trial.' })
  expect((await world.lead.call('GET', '/frameworks/TEMP')).status).toBe(404)
  const { items } = await world.get('/content-packs')
  expect(items.filter(({ id }: Body) => /temp/i.test(id))).toEqual([])
  expect((await world.get('/content-adoptions?pack=TEMP')).items).toHaveLength(1)
  expect((await world.remove('TEMP')).status).toBe(404)
  const again = await world.done(world.send('temp.yml', exported.body))
  expect(again.adoptions[0].to).toEqual({ release: '2026.10.0', digest: pack.digest })
  await world.done(world.remove('TEMP'))
})

test('own rules bind AI systems, and what binds is not taken away', async () => {
  await server.administrator.call('POST', '/sites', {
    ...{ code: 'denver', name: 'Denver', country: 'US', state: 'CO' },
  })
  const fields = aiSystemInput({ siteCodes: ['denver'] })
  const system = await world.done(world.owner.call('POST', '/ai-systems', fields))
  const of = (text: string) =>
    text.replaceAll('ACME', 'LAWS').replace('AI policy of Acme', 'Own law')
  const first = of(acmeYaml({ rules: [acmeRule] }))
  const looked = await world.done(world.preview('laws.yaml', first))
  expect(looked.releases[0].law).toMatchObject([
    { aiSystem: { id: system.id }, requirementId: 'LAWS:1.1', before: null, after: 'applies' },
  ])
  await world.done(world.send('laws.yaml', first))
  const duties = await world.get(`/duties?aiSystemId=${system.id}&limit=200`)
  const found = duties.items.filter(({ requirement }: Body) => requirement.id === 'LAWS:1.1')
  expect(found).toMatchObject([{ framework: { title: 'Own law' }, state: 'applies' }])
  const bound = await world.remove('LAWS')
  expect(bound.body.reasons[0].message).toContain(`duties: LAWS:1.1 of ${system.reference}`)
  const untried = of(
    acmeYaml({ release: '2026.11.1', rules: [{ ...acmeRule, cases: acmeRule.cases.slice(1) }] }),
  )
  expect((await world.send('laws.yaml', untried)).body.errors).not.toEqual([])
  await world.done(world.send('laws.yaml', of(acmeYaml({ release: '2026.11.1' }))))
  await world.get('/duties?limit=1')
  await world.done(world.remove('LAWS'))
  expect(
    (await world.get(`/duties?aiSystemId=${system.id}&limit=200`)).items.filter(
      ({ requirement }: Body) => requirement.id.startsWith('LAWS:'),
    ),
  ).toEqual([])
})

test('what rules asked is derived anew when their framework goes', async () => {
  const system = await world.done(world.owner.call('POST', '/ai-systems', aiSystemInput()))
  await world.get('/duties?limit=1')
  const stale = async () => {
    const { rows } = await server.owner.query('select ai_system_id from duties_stale')
    return rows.map(({ ai_system_id: id }: Body) => id)
  }
  expect(await stale()).toEqual([])
  await world.done(world.send('gone.yaml', acmeYaml().replaceAll('ACME', 'GONE')))
  await world.get('/duties?limit=1')
  expect(await stale()).toEqual([])
  await world.done(world.remove('GONE'))
  expect(await stale()).toContain(system.id)
})

test('two people at once: one takes it, and the other is told', async () => {
  const text = acmeYaml().replaceAll('ACME', 'TWO')
  const other = text.replace('Staff is trained', 'All staff is trained')
  const answers = await Promise.all([world.send('a.yaml', text), world.send('b.yaml', other)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(codes(answers.find(({ status }) => status === 409)!)).toEqual(['release-not-newer'])
  expect((await world.get('/content-adoptions?pack=TWO')).items).toHaveLength(1)
  await world.done(world.remove('TWO'))
})

describe('an id that is taken', () => {
  test.each(['ISO42001', 'Iso42001', 'Acme'])('%s', async (id) => {
    const text = acmeYaml({
      ...{ id, release: '2030.01.0' },
      requirements: [{ id: `${id}:1`, kind: 'rule', title: 'One' }],
    })
    for (const answer of [await world.preview('x.yaml', text), await world.send('x.yaml', text)]) {
      expect([answer.status, codes(answer)]).toEqual([409, ['framework-id-taken']])
    }
  })

  test('by the program is not taken away or exported either', async () => {
    expect(codes(await world.remove('ISO42001'))).toEqual(['framework-of-program'])
    const { status } = await world.lead.call('GET', '/content-packs/own/ISO42001/export')
    expect(status).toBe(404)
  })
})

test('only who may does it, and in person', async () => {
  const before = await world.kept()
  for (const who of [world.auditor, world.owner]) {
    expect((await world.preview('acme.yaml', acmeYaml(), who)).status).toBe(403)
    expect((await world.send('acme.yaml', acmeYaml(), { reason: 'x' }, who)).status).toBe(403)
    expect((await world.remove('ACME', who)).status).toBe(403)
  }
  expect(await world.kept()).toEqual(before)
})

test('the template is read as it is, with what is said beside it', async () => {
  const template = await world.auditor.call('GET', '/content-packs/own/template.csv')
  expect(template.headers['content-type']).toContain('text/csv')
  const said = { id: 'CSV', title: 'Policy', release: '2026.11.0', about: 'Ours.' }
  const query = { ...said, source: 'Policy AI-7', reason: 'A trial.' }
  const taken = await world.done(world.send('policy.csv', template.body, query))
  expect(taken).toMatchObject({ id: 'CSV', requirements: 1 })
  expect((await world.get('/frameworks/CSV')).requirements).toMatchObject([
    { id: 'CSV:1', role: 'heading' },
    { id: 'CSV:1.1', parent: 'CSV:1', evidence: ['Charter', 'Minutes'] },
  ])
  await world.done(world.remove('CSV'))
})

test('a framework of five thousand requirements is taken', { timeout: 60_000 }, async () => {
  const rows = [
    ['id', 'title', 'parent', 'text'],
    ...Array.from({ length: 5000 }, (_, at) => {
      return [`r${at}`, `Requirement ${at}`, at === 0 ? '' : `r${Math.floor(at / 10)}`, 'Text.']
    }),
  ]
  rows[1]![2] = ''
  const about = [
    ...[
      ['id', 'LARGE'],
      ['title', 'Large'],
      ['release', '2026.11.0'],
      ['about', 'Much.'],
    ],
  ]
  const fixed = rows.map((row, at) => (at > 1 && row[2] === row[0] ? [row[0]!, row[1]!] : row))
  const book = workbookOf({ Framework: { rows: about }, Requirements: { rows: fixed } })
  expect(await world.done(world.send('large.xlsx', book))).toMatchObject({ requirements: 5000 })
  expect((await world.get('/frameworks/LARGE')).requirements).toHaveLength(5000)
  await world.done(world.remove('LARGE'))
})

describe('a bad file is refused, and nothing is lost', () => {
  const yaml = (change: (text: string) => string) => change(acmeYaml({ release: '2027.01.0' }))
  test.each<[string, string, () => string | Buffer, string, string]>([
    [
      ...(['a circle', 'a.yaml'] as const),
      () => yaml((text) => text.replace('title: Governance', 'title: G\n    parent: ACME:1.1')),
      ...(['line 10', 'ACME:1 lies below itself'] as const),
    ],
    [
      ...(['an id twice', 'a.yaml'] as const),
      () => yaml((text) => text.replace('id: ACME:1.2', 'id: ACME:1.1')),
      ...(['line 14', 'ACME:1.1 occurs more than once'] as const),
    ],
    [
      ...(['an unknown target of a mapping', 'a.yaml'] as const),
      () =>
        acmeYaml({
          mappings: [{ from: 'ACME:1.1', to: 'NONE:1', relation: 'equal', rationale: 'x' }],
        }),
      ...(['line 20', 'NONE:1 is in no framework'] as const),
    ],
    [
      ...(['merged cells', 'a.xlsx'] as const),
      () =>
        acmeWorkbook((sheets) => {
          sheets['Requirements'] = { ...sheets['Requirements']!, merged: ['A3:A4'] }
        }),
      ...(['Requirements!A3', 'The cells A3:A4 are merged.'] as const),
    ],
    ['a workbook named as YAML', 'a.yaml', () => acmeWorkbook(), 'body', 'named as YAML'],
    ['YAML named as a workbook', 'a.xlsx', () => acmeYaml(), 'body', 'its content is text'],
    ['a script', 'a.js', () => 'x', 'body', 'read from .yaml, .csv or .xlsx'],
    ['no name', '', () => acmeYaml(), 'body', 'named nothing'],
    ['nothing', 'a.yaml', () => '', 'body', 'The file is empty'],
  ])('%s', async (_name, name, content, place, message) => {
    const before = await world.kept()
    const framework = await world.get('/frameworks/ACME')
    for (const answer of [
      await world.preview(name, content()),
      await world.send(name, content()),
    ]) {
      expect(answer.status, JSON.stringify(answer.body)).toBe(400)
      expect(answer.body.errors).toContainEqual(
        expect.objectContaining({
          ...{ path: place, message: expect.stringContaining(message) },
          remedy: expect.any(String),
        }),
      )
    }
    expect(await world.kept()).toEqual(before)
    expect(await world.get('/frameworks/ACME')).toEqual(framework)
  })
})
