import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { controlQueries } from '../src/control-queries/registry.ts'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld
let time = Date.parse('2026-11-22T10:00:00Z')

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date((time += 1)) })
  world = await controlsWorld(server)
}, 60_000)
afterAll(() => server.close())

const codes = ({ body }: Answer): string[] =>
  (body.reasons ?? []).map(({ code }: { code: string }) => code)
const path = (id: string) => `/control-tests/${id}`
const runsOf = async (id: string): Promise<Body[]> =>
  (await world.done(world.lead.call('GET', `${path(id)}/runs`))).items
const findings = async (): Promise<Body[]> =>
  (await world.done(world.lead.call('GET', '/findings?source=control-test'))).items
const finding = (id: string): Promise<Body> => world.done(world.lead.call('GET', `/findings/${id}`))
const item = (ok: boolean | null) => ({ label: 'Minutes of May', ok, reason: 'as seen' })

describe('an automatic test', () => {
  test('passes while the assessments are young, fails when they are old, and opens one finding', async () => {
    const system = await world.system({ tier: 2 })
    await world.promote(system, await world.version(system, '1.0.0'))
    const made = await world.operating('ISO42001:8.4')
    const asked = await world.automatic(made.id, 'impact-assessments-in-time', {
      title: 'AIIA in time',
      everyMonths: 6,
      parameters: { tiers: [1, 2] },
    })
    expect(asked.parameters).toEqual({ tiers: [1, 2], months: 12 })
    await world.round()
    expect((await runsOf(asked.id))[0]).toMatchObject({
      result: 'passed',
      parameters: { tiers: [1, 2], months: 12 },
      sample: [{ subject: { type: 'ai-systems', id: system }, ok: true }],
      findingId: null,
    })
    expect((await world.coverageOf('ISO42001:8.4')).state).toBe('met')
    // Not due yet: nothing runs.
    time += 90 * 86_400_000
    await world.round()
    expect(await runsOf(asked.id)).toHaveLength(1)
    // Half a year later it is due, and passes again; then nobody assessed for more than a year.
    time = Date.parse('2027-05-22T00:30:00Z')
    await world.round()
    time = Date.parse('2027-11-22T12:00:00Z')
    await world.round()
    const [failed, ...earlier] = await runsOf(asked.id)
    expect(earlier.map(({ result }) => result)).toEqual(['passed', 'passed'])
    expect(failed).toMatchObject({
      result: 'failed',
      ranBy: { kind: 'system' },
      counts: { ok: 0, notOk: 1, undecided: 0 },
      sample: [{ reason: expect.stringMatching(/signed on 2026-11-22: too long ago/) }],
    })
    expect((await world.read(made.id)).implementation).toMatchObject({
      state: 'failing',
      reasons: ['its test "AIIA in time" failed'],
    })
    expect((await world.coverageOf('ISO42001:8.4')).state).toBe('failing')
    const [one, ...others] = await findings()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      id: failed.findingId,
      severity: 'major',
      status: 'open',
      owner: { userId: world.lead.userId },
      source: { type: 'control-test', reference: `${made.reference}: AIIA in time` },
      openedBy: { kind: 'system' },
    })
    expect(one.description).toContain('1 of 1 are not as they should be')
    expect(one.description).toContain('too long ago')

    // Failing again adds nothing; what was resolved and fails starts again; a pass is only told.
    expect((await world.done(world.run(asked.id))).findingId).toBe(one.id)
    expect((await finding(one.id)).steps).toHaveLength(1)
    const change = (body: object) =>
      world.done(world.lead.call('PATCH', `/findings/${one.id}`, body))
    await change({ status: 'in-progress' })
    await change({ status: 'resolved', reason: 'Assessed anew.' })
    await world.done(world.run(asked.id))
    const reopened = await finding(one.id)
    expect(reopened.status).toBe('reopened')
    expect(reopened.steps.at(-1).reason).toMatch(/^The test failed again/)
    await world.assess(system)
    expect((await world.done(world.run(asked.id))).result).toBe('passed')
    expect((await world.done(world.run(asked.id))).result).toBe('passed')
    const told = await finding(one.id)
    expect(told.status).toBe('reopened')
    expect(told.steps).toHaveLength(reopened.steps.length + 1)
    expect(told.steps.at(-1)).toMatchObject({
      from: 'reopened',
      to: 'reopened',
      by: { kind: 'system' },
      reason: `The test "AIIA in time" of ${made.reference} passed.`,
    })
    expect(await findings()).toHaveLength(1)
    expect((await world.coverageOf('ISO42001:8.4')).state).toBe('met')
    // A closed finding is over: the next failure opens another one.
    await change({ status: 'in-progress' })
    await change({ status: 'resolved', reason: 'Assessed anew.' })
    const checked = { effective: true, reason: 'Seen.' }
    await world.done(world.auditor.call('POST', `/findings/${one.id}/check`, checked))
    time += 400 * 86_400_000
    const later = await world.done(world.run(asked.id))
    expect(later.findingId).not.toBe(one.id)
    expect(await findings()).toHaveLength(2)
  }, 60_000)

  test('that fails in two places at once opens one finding', async () => {
    const { id } = await world.control()
    const asked = await world.automatic(id, 'signers-have-second-factor')
    const before = (await findings()).length
    const runs = await Promise.all([0, 1, 2].map(() => world.done(world.run(asked.id))))
    expect(new Set(runs.map(({ findingId }) => findingId)).size).toBe(1)
    expect(await findings()).toHaveLength(before + 1)
  })

  test('that a key runs which may do nothing else opens its finding, too', async () => {
    const { id } = await world.control()
    const asked = await world.automatic(id, 'signers-have-second-factor')
    const body = { name: 'nightly', scopes: ['controls.test'] }
    const { key } = await world.done(server.administrator.call('POST', '/keys', body))
    const run = await server.inject({
      method: 'POST',
      url: `/api/v1${path(asked.id)}/runs`,
      headers: { authorization: `Bearer ${key}` },
      payload: {},
    })
    expect(run).toMatchObject({
      status: 201,
      body: { result: 'failed', ranBy: { kind: 'key', name: 'nightly' } },
    })
    expect((await finding(run.body.findingId)).openedBy.kind).toBe('system')
  })

  test('has to run again when what is asked changes, and not when its words do', async () => {
    const { id } = await world.control()
    const asked = await world.automatic(id, 'findings-not-overdue', { parameters: { days: 30 } })
    await world.done(world.run(asked.id))
    const change = (body: object, headers = {}) =>
      world.lead.call('PATCH', path(asked.id), body, headers)
    const same = await world.done(
      change({ title: 'New words', procedure: 'Other words.', parameters: { days: 30 } }),
    )
    expect(same).toMatchObject({ definition: 1, title: 'New words' })
    expect(same.lastRun).not.toBeNull()
    const other = await world.done(change({ parameters: { days: 3 } }))
    expect(other).toMatchObject({ definition: 2, lastRun: null, dueOn: null })
    expect((await world.read(id)).implementation.reasons).toContain(
      'its test "New words" has never run',
    )
    expect(codes(await change({ everyMonths: 1 }, { 'if-match': '"1"' }))).toEqual([
      'revision-changed',
    ])
    expect((await change({})).status).toBe(400)
    await world.round()
    expect((await runsOf(asked.id)).map(({ ofDefinition }) => ofDefinition)).toEqual([2, 1])
    const retired = await world.done(change({ retire: { reason: 'Asked elsewhere.' } }))
    expect(retired.retirementReason).toBe('Asked elsewhere.')
    expect(codes(await change({ title: 'Late' }))).toEqual(['test-retired'])
    expect(codes(await world.run(asked.id))).toEqual(['test-retired'])
    expect((await world.read(id)).implementation.reasons).not.toContain(
      'its test "New words" has never run',
    )
  })

  test('whose query is gone, or takes other parameters by now, is not decidable', async () => {
    const { id } = await world.control()
    const asked = await world.automatic(id, 'critical-incidents-closed')
    const put = (values: object) =>
      server.services.db
        .updateTable('control_tests')
        .set(values)
        .where('id', '=', asked.id)
        .execute()
    await put({ parameters: JSON.stringify({ weeks: 3 }) })
    expect(await world.done(world.run(asked.id))).toMatchObject({
      result: 'not-decidable',
      note: 'The query no longer takes these parameters.',
      findingId: null,
    })
    await put({ query: 'gone' })
    expect(await world.done(world.run(asked.id))).toMatchObject({
      result: 'not-decidable',
      note: 'There is no query gone any more.',
    })
  })

  test('is chosen from a list that says what each takes', async () => {
    const { items } = await world.done(world.lead.call('GET', '/control-queries'))
    expect(items.map((each: Body) => each.id)).toEqual([...controlQueries.keys()])
    for (const { title, about, parameters } of items) {
      expect(title.length * about.length).toBeGreaterThan(0)
      expect(parameters).toMatchObject({ type: 'object', additionalProperties: false })
    }
    const one = items.find((each: Body) => each.id === 'impact-assessments-in-time')
    expect(one.parameters.properties).toMatchObject({
      months: { type: 'integer', default: 12, minimum: 1 },
      tiers: { type: 'array', default: [1, 2] },
    })
  })
})

describe('a manual test', () => {
  test('is stated with its sample, and its result follows from that', async () => {
    const { id } = await world.control()
    const asked = await world.manual(id, { everyMonths: 3 })
    const before = await world.entries()
    const wrong = [
      {},
      { result: 'passed' },
      { result: 'passed', sample: [item(true), item(false)] },
      { result: 'passed', sample: [item(null)] },
      { result: 'failed', sample: [item(true)] },
      { result: 'fine', note: 'Seen.' },
      { result: 'passed', sample: [{ label: 'x' }] },
    ]
    for (const body of wrong) {
      expect((await world.run(asked.id, body)).status, JSON.stringify(body)).toBe(400)
    }
    expect(await world.entries()).toBe(before)
    const passed = await world.done(
      world.run(asked.id, { result: 'passed', sample: [item(true)], note: 'All five.' }),
    )
    expect(passed).toMatchObject({
      ranBy: { name: world.auditor.name },
      counts: { ok: 1, notOk: 0, undecided: 0 },
      procedure: 'Read five.',
      note: 'All five.',
    })
    const failed = await world.done(
      world.run(asked.id, { result: 'failed', sample: [item(true), item(false)] }),
    )
    expect(await finding(failed.findingId)).toMatchObject({
      openedBy: { name: world.auditor.name },
      owner: null,
      description: expect.stringContaining('Minutes of May: as seen.'),
    })
    const redefined = await world.done(
      world.lead.call('PATCH', path(asked.id), { procedure: 'Read ten.' }),
    )
    expect(redefined).toMatchObject({ definition: 2, lastRun: null })
    expect(await runsOf(asked.id)).toMatchObject([
      { procedure: 'Read five.', result: 'failed' },
      { procedure: 'Read five.', result: 'passed' },
    ])
  })

  test('is stale on the day after it was due, and nobody runs it but people', async () => {
    const { id } = await world.operating('ISO42001:7.2')
    const asked = await world.manual(id, { everyMonths: 1 })
    await world.done(world.run(asked.id, { result: 'passed', note: 'Seen.' }))
    const { dueOn } = (await world.read(id)).tests[0]
    time = Date.parse(`${dueOn}T23:00:00Z`)
    await world.round()
    expect((await world.read(id)).implementation.state).toBe('operating')
    time += 3_600_000
    await world.round()
    expect(await runsOf(asked.id)).toHaveLength(1)
    expect((await world.read(id)).implementation).toEqual({
      state: 'stale',
      reasons: [`its test "Sample of minutes" has been due since ${dueOn}`],
    })
  })
})

test('tests are refused with bad input', async () => {
  const { id } = await world.control()
  const before = await world.entries()
  const automatic = { kind: 'automatic', title: 'T', query: 'ledger-verifies' }
  const manual = { kind: 'manual', title: 'T', procedure: 'P' }
  const wrong = [
    {},
    { ...automatic, query: 'drop-table' },
    { ...automatic, parameters: { more: 1 } },
    { ...automatic, query: 'impact-assessments-in-time', parameters: { tiers: [5] } },
    { ...automatic, query: 'impact-assessments-in-time', parameters: { tiers: [1, 1] } },
    { ...automatic, query: 'impact-assessments-in-time', parameters: { months: 0 } },
    { ...automatic, everyMonths: 0 },
    { ...manual, procedure: undefined },
    { ...manual, query: 'ledger-verifies' },
    { ...manual, everyMonths: 1.5 },
  ]
  for (const body of wrong) {
    const { status } = await world.lead.call('POST', `/controls/${id}/tests`, body)
    expect(status, JSON.stringify(body)).toBe(400)
  }
  const bad = await world.lead.call('POST', `/controls/${id}/tests`, wrong[3])
  expect(bad.body.errors[0].path).toBe('parameters.tiers.0')
  expect((await world.auditor.call('POST', `/controls/${id}/tests`, manual)).status).toBe(403)
  expect(await world.entries()).toBe(before)
  const asked = await world.automatic(id, 'ledger-verifies')
  for (const body of [{ result: 'passed' }, { sample: [item(true)] }]) {
    expect((await world.run(asked.id, body)).status).toBe(400)
  }
  expect((await world.run(asked.id, {}, world.clinician)).status).toBe(403)
  const hand = await world.manual(id)
  const parameters = await world.lead.call('PATCH', path(hand.id), { parameters: {} })
  expect(parameters.status).toBe(400)
  expect(await runsOf(asked.id)).toEqual([])
  for (const answer of [
    await world.run(crypto.randomUUID()),
    await world.lead.call('PATCH', path(crypto.randomUUID()), { title: 'T' }),
    await world.lead.call('GET', `${path(crypto.randomUUID())}/runs`),
  ]) {
    expect(answer.status).toBe(404)
  }
})

test('runs are read in pages, and nobody can change one', async () => {
  const { id } = await world.control()
  const asked = await world.automatic(id, 'ledger-verifies')
  for (let index = 0; index < 5; index += 1) await world.done(world.run(asked.id))
  const all = await runsOf(asked.id)
  const first = await world.done(world.lead.call('GET', `${path(asked.id)}/runs?limit=2`))
  const next = `${path(asked.id)}/runs?limit=3&cursor=${first.nextCursor}`
  const rest = await world.done(world.lead.call('GET', next))
  expect(rest.nextCursor).toBeNull()
  expect([...first.items, ...rest.items]).toEqual(all)
  const change = server.owner.query(`update control_test_runs set result = 'failed'`)
  await expect(change).rejects.toThrow(/permanent/)
})
