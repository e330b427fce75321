import { digestOf } from '@primum/core/ledger/chain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../src/ledger/sha256.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { csvRows, roles, validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld
let systemId: string
let version: { id: string; digest: string }

beforeAll(async () => {
  server = await startTestServer()
  world = await validationWorld(server)
  systemId = await world.system()
  version = await world.version(systemId, '1.0.0', { validated: false })
}, 60_000)
afterAll(() => server.close())

async function cardOf(versionId: string) {
  const answer = await world.auditor.call('GET', `/versions/${versionId}/model-card`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer
}

type Fact = { id: string; value: string | null; source: string | null; name: string }

function factOf(card: { sections: { facts: Fact[] }[] }, id: string): Fact {
  const found = card.sections.flatMap(({ facts }) => facts).find((each) => each.id === id)
  if (found === undefined) throw new Error(`no fact ${id}`)
  return found
}

describe('before anything was measured', () => {
  test('the card says what the register says, and what is missing as missing', async () => {
    const { body: card } = await cardOf(version.id)
    const { body: system } = await world.owner.call('GET', `/ai-systems/${systemId}`)
    const { body: registered } = await world.owner.call('GET', `/versions/${version.id}`)
    expect(card.version).toMatchObject({ label: '1.0.0', digest: version.digest })
    expect(factOf(card, 'model-owner').value).toBe(system.modelOwner)
    expect(factOf(card, 'intended-use')).toMatchObject({
      value: registered.intendedUse,
      source: 'version',
      attribute: 'B2.1',
    })
    expect(factOf(card, 'reference-data').value).toMatch(/^120 rows, by sex, registered on /)
    expect(card.inputs.map(({ name }: { name: string }) => name)).toEqual(
      registered.inputSchema.map(({ name }: { name: string }) => name),
    )
    expect(card.thresholds[0]).toBe(registered.threshold)
    // No field of the register holds it, and nobody invents it.
    expect(factOf(card, 'funding-source')).toMatchObject({ value: null, source: null })
    expect(card.notStated).toContain('Funding source')
    expect(card.validation).toBeNull()
    expect(card.limitations[0]).toMatch(/^No signed validation report/)
  })

  test('a run that is done and not signed is not on it', async () => {
    const other = await world.system()
    const { id } = await world.version(other, '1.0.0', { validated: false })
    await world.done(other)
    expect((await cardOf(id)).body.validation).toBeNull()
  })
})

describe('after a report was signed', () => {
  test('it shows the metrics of the report, the verdicts and the signatures', async () => {
    const run = await world.done(systemId)
    await world.sign(run.id)
    const { body: card } = await cardOf(version.id)
    const { body: shown } = await world.owner.call('GET', `/validation-runs/${run.id}/report`)
    const { overall, groups } = shown.report
    const [everyone, ...parts] = card.validation.segments
    expect(everyone.n).toBe(overall.n)
    const auroc = everyone.metrics.find(({ metric }: { metric: string }) => metric === 'auroc')
    expect(auroc).toMatchObject({
      value: overall.metrics.auroc.value,
      lower: overall.metrics.auroc.interval.lower,
      upper: overall.metrics.auroc.interval.upper,
      n: overall.metrics.auroc.n,
    })
    expect(parts.map(({ n }: { n: number }) => n)).toEqual(groups.map(({ n }: { n: number }) => n))
    expect(card.validation.criteria).toEqual(
      run.criteria.map(({ sentence, state }: Record<string, string>) => ({ sentence, state })),
    )
    expect(card.validation.criteria[0].sentence).toContain(' in 2,000.')
    expect(card.validation.fairness[0]).toMatchObject({ attribute: 'sex' })
    expect(card.signOffs.map(({ meaning }: { meaning: string }) => meaning)).toEqual(
      expect.arrayContaining(['lock-validation-protocol', 'sign-validation-report']),
    )
    expect(factOf(card, 'validation-demographics').value).toMatch(/sex female: [\d,]+; sex male/)
    expect(factOf(card, 'validation-party').value).toBe(world.owner.name)
  })

  test('its digest is that of its content: the same twice, another after a change', async () => {
    const first = await cardOf(version.id)
    const { digest, generatedAt, ...content } = first.body
    expect(generatedAt).toMatch(/Z$/)
    expect(digest).toBe(digestOf(sha256, content))
    expect(first.headers['etag']).toBe(`"${digest}"`)
    expect((await cardOf(version.id)).body.digest).toBe(digest)
    const path = `/ai-systems/${systemId}`
    await world.owner.call('PATCH', path, { users: 'Discharge nurses | coordinators' })
    const second = (await cardOf(version.id)).body
    expect(second.digest).not.toBe(digest)
    expect(factOf(second, 'intended-users').value).toBe('Discharge nurses | coordinators')
  })

  test('as Markdown it says the same, and what people wrote stays text', async () => {
    const { body: card } = await cardOf(version.id)
    const { body, headers } = await world.auditor.call(
      'GET',
      `/versions/${version.id}/model-card.md`,
    )
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/filename="model-card-[\w.-]+-1\.0\.0\.md"$/)
    expect(body).toContain(card.digest)
    expect(body).toContain('Discharge nurses \\| coordinators')
    expect(body).toContain('| Funding source | not stated | B1.2 |')
    expect(body).toContain('#### sex: female (n = ')
    // Every row of a table has the cells of its header.
    for (const block of body.split('\n\n').filter((each: string) => each.startsWith('|'))) {
      const cells = block
        .trim()
        .split('\n')
        .map((line: string) => line.split(/(?<!\\)\|/).length)
      expect(new Set(cells).size, block).toBe(1)
    }
  })

  test('groups of few people are hidden in it as in the report', async () => {
    const other = await world.system()
    const { id } = await world.version(other, '1.0.0', { validated: false })
    const protocolId = await world.protocol(other)
    const rare = csvRows(2000)
      .split('\n')
      .map((line, index) => (index > 0 && index < 7 ? line.replace(/female|male/, 'rare') : line))
      .join('\n')
    const uploadId = await world.uploaded(protocolId, rare)
    const started = await world.start(protocolId, { uploadId, roles })
    const run = await world.ended(started.body.id as string)
    await world.sign(run.id)
    const { body: card } = await cardOf(id)
    const hidden = card.validation.segments.filter(({ n }: { n: number | null }) => n === null)
    expect(hidden.map(({ value }: { value: string }) => value)).toContain('rare')
    for (const { metrics } of hidden) {
      for (const { value, lower, n } of metrics) expect([value, lower, n]).toEqual([null, null, 0])
    }
    expect(card.limitations.join(' ')).toMatch(
      /Hidden, because of fewer than 11 people: .*sex rare/,
    )
    expect(factOf(card, 'validation-demographics').value).toContain('sex rare: hidden')
  })
})

test('it is read within the organization alone, and by a key with all it shows', async () => {
  const nowhere = '00000000-0000-4000-8000-000000000000'
  expect((await world.owner.call('GET', `/versions/${nowhere}/model-card`)).status).toBe(404)
  const read = async (scopes: string[]) => {
    const made = await server.administrator.call('POST', '/keys', { name: 'k', scopes })
    const headers = { authorization: `Bearer ${made.body.key}` }
    const url = `/api/v1/versions/${version.id}/model-card`
    return (await server.inject({ method: 'GET', url, headers })).status
  }
  expect(await read(['versions.read'])).toBe(403)
  const all = ['versions.read', 'validations.read', 'assessments.read', 'monitoring.read']
  expect(await read(all)).toBe(200)
})
