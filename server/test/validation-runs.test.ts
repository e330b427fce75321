import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { csvRows, roles, validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld
let systemId: string
let version: { id: string }

beforeAll(async () => {
  server = await startTestServer()
  world = await validationWorld(server)
  systemId = await world.system()
  version = await world.version(systemId, '1.0.0', { validated: false })
}, 60_000)
afterAll(() => server.close())

const files = async () => {
  const all = await readdir(server.services.validation.uploadsFolder, { recursive: true })
  return all.filter((name) => /\.\w+$/.test(name))
}

test('a run measures the candidate on a file, and its signed report is evidence', async () => {
  const run = await world.done(systemId)
  const unsigned = await world.owner.call('GET', `/versions/${version.id}`)
  expect(unsigned.body.validation).toBeNull()
  expect(run).toMatchObject({
    state: 'done',
    verdict: 'met',
    kind: 'file',
    version: { id: version.id, label: '1.0.0' },
    problems: [],
    progress: { share: 1 },
    sampleSize: { n: 2000, reached: true },
  })
  expect(run.criteria).toHaveLength(2)
  expect(run.criteria[0].sentence).toMatch(/AUROC with its lower limit at least 0.7: met/)
  expect(run.headline[0]).toMatchObject({ metric: 'auroc', state: 'ok' })

  const { body } = await world.owner.call('GET', `/validation-runs/${run.id}/report`)
  expect(body.report.dataset).toMatchObject({ name: 'cohort.csv', rows: 2000 })
  expect(body.report.suppressedBelow).toBe(11)
  expect(body.report.groups.map((each: { segment: object }) => each.segment)).toEqual(
    expect.arrayContaining([{ attribute: 'sex', value: 'female' }]),
  )

  expect((await world.sign(run.id, world.owner)).status).toBe(403)
  const signed = await world.sign(run.id)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  expect(signed.body.signOffs[0]).toMatchObject({
    meaning: 'sign-validation-report',
    digest: run.digest,
  })
  expect((await world.sign(run.id)).status).toBe(409)
  const card = await world.owner.call('GET', `/versions/${version.id}`)
  expect(card.body.validation).toMatchObject({
    runId: run.id,
    verdict: 'met',
    n: 2000,
    signedBy: world.lead.name,
    digest: run.digest,
  })
  expect(card.body.validation.metrics[0]).toMatchObject({ metric: 'auroc', state: 'ok' })
  expect(await files()).toEqual([])

  const query = `aiSystemId=${systemId}&kind=validation-report`
  const [piece] = (await world.owner.call('GET', `/evidence?${query}`)).body.items
  expect(piece).toMatchObject({
    origin: 'primum',
    source: { type: 'validation-runs', id: run.id },
    versionCount: 1,
  })
  const filed = await world.owner.call('GET', `/evidence/${piece.id}/versions/1/content`)
  expect(filed.body).toMatchObject({ run: { id: run.id, digest: run.digest }, report: body.report })
})

describe('a run is refused', () => {
  let protocolId: string
  let uploadId: string
  beforeAll(async () => {
    protocolId = await world.protocol(systemId)
    uploadId = await world.uploaded(protocolId, csvRows(100))
  })

  test('where roles name absent columns, each by its role', async () => {
    const wrong = { score: 'Risk', label: 'died', groups: ['sex', 'ward'] }
    const { status, body } = await world.start(protocolId, { uploadId, roles: wrong })
    expect(status).toBe(400)
    const errors = body.errors as { path: string; message: string; remedy: string }[]
    expect(errors.map(({ path }) => path)).toEqual(['roles.score', 'roles.label', 'roles.groups.1'])
    expect(errors[0]).toMatchObject({ message: 'cohort.csv has no column "Risk".' })
    expect(errors[0]?.remedy).toContain('"risk"')
  })

  test('where people would be grouped by what identifies them', async () => {
    const wrong = { ...roles, groups: ['sex', 'patient_id'] }
    const { status, body } = await world.start(protocolId, { uploadId, roles: wrong })
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ path: 'roles.groups.1' })
  })

  test('where a subgroup of the protocol is left out, or a role that its unit needs', async () => {
    const left = await world.start(protocolId, { uploadId, roles: { ...roles, groups: [] } })
    expect(left.body.errors[0].message).toBe('The protocol asks for the subgroups sex.')
    const byStay = await world.protocol(systemId, { more: { unit: { aggregation: 'first' } } })
    const id = await world.uploaded(byStay, csvRows(50))
    const { body } = await world.start(byStay, { uploadId: id, roles })
    expect(body.errors.map((each: { path: string }) => each.path)).toEqual([
      'roles.encounter',
      'roles.time',
    ])
  })

  test('on a protocol that is not locked, and on a file of another protocol', async () => {
    const draft = await world.protocol(systemId, { locked: false })
    const unlocked = await world.start(draft, { uploadId, roles })
    expect(unlocked.status).toBe(412)
    expect(unlocked.body.reasons[0].code).toBe('protocol-not-locked')
    const other = await world.protocol(systemId)
    expect((await world.start(other, { uploadId, roles })).status).toBe(404)
  })

  test('without a candidate, for another system’s version, and to who may not', async () => {
    const empty = await world.system()
    const own = await world.protocol(empty)
    const id = await world.uploaded(own, csvRows(50))
    const none = await world.start(own, { uploadId: id, roles })
    expect(none.body.reasons[0].code).toBe('candidate-missing')
    const foreign = await world.start(own, { uploadId: id, roles, versionId: version.id })
    expect(foreign.status).toBe(404)
    const path = `/validation-protocols/${protocolId}/runs`
    expect((await world.lead.call('POST', path, { uploadId, roles })).status).toBe(403)
  })
})

test('a label outside 0 and 1 fails the run with its column and row, and shows nothing', async () => {
  const protocolId = await world.protocol(systemId)
  const rows = csvRows(200).split('\n')
  rows[42] = 'P41,0.5,yes,female,40'
  const uploadId = await world.uploaded(protocolId, rows.join('\n'))
  const { body } = await world.start(protocolId, { uploadId, roles })
  const run = await world.ended(body.id)
  expect(run).toMatchObject({ state: 'failed', verdict: null, criteria: [], headline: [] })
  expect(run.problems[0]).toMatchObject({ code: 'bad-label', column: 'readmitted', row: 42 })
  expect((await world.owner.call('GET', `/validation-runs/${run.id}/report`)).status).toBe(409)
  expect((await world.sign(run.id)).status).toBe(412)
  // The file stays for another attempt, with other roles.
  const again = await world.start(protocolId, { uploadId, roles: { ...roles, label: 'age' } })
  expect((await world.ended(again.body.id)).state).toBe('failed')
})

test('a verdict that is not met, and one that cannot be estimated', async () => {
  const criteria = [
    { metric: 'auroc', bound: 'value', operator: 'at-least', limit: 0.99 },
    {
      metric: 'auroc',
      segment: { attribute: 'sex', value: 'diverse' },
      bound: 'value',
      operator: 'at-least',
      limit: 0.5,
    },
  ]
  const missed = await world.done(systemId, { more: { acceptanceCriteria: criteria } })
  expect(missed.verdict).toBe('not-met')
  expect(missed.criteria.map((each: { state: string }) => each.state)).toEqual([
    'not-met',
    'not-estimable',
  ])
  const easy = [{ ...criteria[0], limit: 0.5 }, criteria[1]]
  const open = await world.done(systemId, { more: { acceptanceCriteria: easy } })
  expect(open.verdict).toBe('not-estimable')
})

test('the CSV holds the same metrics, and drift is measured against a second file', async () => {
  const protocolId = await world.protocol(systemId)
  const uploadId = await world.uploaded(protocolId, csvRows(1000, 5))
  const baselineUploadId = await world.uploaded(protocolId, csvRows(1000, 6), 'before.csv')
  const withAge = { ...roles, features: ['age'] }
  const body = { uploadId, baselineUploadId, roles: withAge }
  const started = await world.start(protocolId, body)
  const run = await world.ended(started.body.id)
  expect(run).toMatchObject({ state: 'done', baselineUpload: { fileName: 'before.csv' } })
  const report = await world.owner.call('GET', `/validation-runs/${run.id}/report`)
  const { drift } = report.body.report
  expect(drift.baseline).toBe('before.csv')
  // One column alone goes together with nothing; telling the files apart by it still works.
  expect(drift.multivariate.columns).toEqual(['age'])
  expect(drift.multivariate.metrics['reconstruction-error'].value).toBeNull()
  expect(drift.multivariate.metrics['domain-classifier-auroc'].value).toBeGreaterThan(0)
  const csv = await world.owner.call('GET', `/validation-runs/${run.id}/report.csv`)
  expect(csv.headers['content-type']).toContain('text/csv')
  const lines = String(csv.body).trim().split('\r\n')
  expect(lines[0]).toContain('metric,segment,threshold,value,lower,upper,n,state')
  expect(lines.some((line) => line.startsWith('sensitivity,everyone,0.5,'))).toBe(true)
  const auroc = report.body.report.overall.metrics.auroc.value
  expect(lines.some((line) => line.startsWith(`auroc,everyone,,${auroc},`))).toBe(true)
})

test('groups of few people are hidden in every view', async () => {
  const rows = csvRows(600).split('\n')
  for (let i = 1; i <= 7; i++) rows[i] = `P${i},0.9,1,diverse,40`
  const limit = { bound: 'value', operator: 'at-least', limit: 0.1 }
  const diverse = { attribute: 'sex', value: 'diverse' }
  const more = {
    acceptanceCriteria: [
      { metric: 'auroc', ...limit },
      { metric: 'sensitivity', threshold: 0.5, segment: diverse, ...limit },
    ],
  }
  const protocolId = await world.protocol(systemId, { more })
  const uploadId = await world.uploaded(protocolId, rows.join('\n'))
  const run = await world.ended((await world.start(protocolId, { uploadId, roles })).body.id)
  expect(run.criteria[1]).toMatchObject({ observed: null })
  expect(run.criteria[1].reason).toMatch(/hidden: fewer than 11 people/)
  const { body } = await world.owner.call('GET', `/validation-runs/${run.id}/report`)
  const part = body.report.groups.find(
    ({ segment }: { segment: { value: string } }) => segment.value === 'diverse',
  )
  expect(part).toMatchObject({ n: 0, positives: 0 })
  const csv = await world.owner.call('GET', `/validation-runs/${run.id}/report.csv`)
  expect(String(csv.body)).toMatch(/sensitivity,sex=diverse,0.5,,,,0,insufficient/)
})
