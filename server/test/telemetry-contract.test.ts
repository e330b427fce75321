import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { domainSample, mergeSamples } from '@primum/core/monitoring/domain-sample'
import { newMonitor } from '@primum/core/monitoring/monitor'
import type { ScoreCount, TelemetryRows } from '../src/telemetry/port.ts'
import { profileDifferences } from '../src/telemetry/profile-differences.ts'
import { versionsById } from '../src/telemetry/version-rules.ts'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { recomputeReconstruction } from '../src/telemetry/recompute-reconstruction.ts'
import {
  countPlainly,
  groups,
  inOrder,
  outcomesOf,
  pairPlainly,
  pairedRows,
} from './plain-counting.ts'
import type { Row, Sent } from './plain-counting.ts'
import { engines } from './telemetry-engines.ts'
import { addVersion, bothProfiles, makePredictions, makeSubject } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'
import { togetherRows, togetherSystem } from './together-world.ts'

const span = { from: '1900-01-01', to: '2026-12-31' }
let server: TestServer
let owner: Person

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
})
afterAll(() => server.close())

/** One unit in the last place above, and below, a positive number. */
function neighbours(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8))
  return [1n, -1n].map((by) => {
    view.setFloat64(0, value)
    view.setBigInt64(0, view.getBigInt64(0) + by)
    return view.getFloat64(0)
  })
}

/** Scores on the edges of bins and beside them, text that ends quotes, days before 1970. */
function awkwardRows(edges: number[]): Row[] {
  const scores = [0, -0, 1, 5e-324, 0.1 + 0.2, 1 - 2 ** -53, 0.3]
  for (const edge of edges.filter((each) => each > 0 && each < 1)) {
    scores.push(edge, ...neighbours(edge))
  }
  const rows = makePredictions(scores.length + 400, 7)
  const wards = ["intensive'; --", 'a\\', "\\'", 'Überwachung 🏥', '${x} {y:UInt8}', null]
  return rows.map((row, index) => ({
    ...row,
    id: index % 3 === 0 ? `it's\\n "${index}" é🙂` : row.id,
    score: scores[index] ?? row.score,
    predictedAt: index % 50 === 0 ? '1931-02-03T23:59:59.999Z' : row.predictedAt,
    groups: { sex: row.groups.sex, 'ward-type': wards[index % wards.length]! },
  }))
}

const fields = ({ day, attribute, value, bin, label, count }: ScoreCount) => ({
  ...{ day, attribute, value, bin, label, count },
})

describe.each(Object.keys(engines))('telemetry in %s', (name) => {
  let telemetry: TelemetryRows | null = null
  let stop = async () => {}
  let why = ''
  let subject: Subject
  let edges: number[]
  let rows: Row[]
  let outcomes: Sent[]

  beforeAll(async () => {
    const engine = await engines[name]!()
    if ('reason' in engine) {
      why = engine.reason
      return
    }
    telemetry = engine.rows
    stop = engine.stop
    server.services.telemetry = engine.rows
    subject = await makeSubject(owner, { groups })
    const { systemId, versionId } = subject
    const version = (await versionsById(owner.ctx, systemId, [versionId])).get(versionId)!
    edges = version.binning!.scoreEdges
    rows = awkwardRows(edges)
    outcomes = outcomesOf(rows)
  }, 300_000)
  afterAll(() => stop())

  // A test that did not run must not look as if it had.
  beforeEach((context) => context.skip(telemetry === null, why))

  test('accepts each prediction once, with its outcomes in any order', async () => {
    for (let at = 0; at < rows.length; at += 300) {
      const part = rows.slice(at, at + 300)
      const sent = await owner.call('POST', `${subject.path}/predictions`, { rows: part })
      expect(sent.body).toEqual({ accepted: part.length, duplicates: 0, rejected: 0, errors: [] })
    }
    for (let at = 0; at < outcomes.length; at += 250) {
      const part = outcomes.slice(at, at + 250)
      const sent = await owner.call('POST', `${subject.path}/outcomes`, { rows: part })
      expect(sent.body).toMatchObject({ accepted: part.length, rejected: 0 })
    }
    const again = await owner.call('POST', `${subject.path}/predictions`, {
      rows: rows.slice(0, 99),
    })
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 99 })
    const other = { ...rows[0]!, score: 0.123 }
    const conflict = await owner.call('POST', `${subject.path}/predictions`, { rows: [other] })
    expect(conflict.body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ path: 'id' }] })
  })

  test('counts every cell as plain counting does, to the last unit', async () => {
    const { systemId: aiSystemId, versionId } = subject
    // Rows of others, under the same ids, are not among them.
    const stranger = await makeSubject(owner, { groups })
    await addVersion(owner, aiSystemId, { label: '2.0.0', groups, baseline: false })
    await owner.call('POST', `${stranger.path}/predictions`, { rows: rows.slice(0, 50) })
    const foreign = rows.slice(0, 20).map((row) => ({ ...row, id: `${row.id}x`, version: '2.0.0' }))
    await owner.call('POST', `${subject.path}/predictions`, { rows: foreign })
    const question = { aiSystemId, versionId, ...span, attributes: groups, edges }
    const counted = await telemetry!.countScores(owner.ctx, question)
    expect(edges.length).toBeGreaterThan(50)
    expect(inOrder(counted.map(fields))).toEqual(countPlainly(rows, outcomes, edges))
    const oneDay = { ...question, from: '1931-02-03', to: '1931-02-03', edges: [] }
    const early = rows.filter((row) => row.predictedAt.startsWith('1931'))
    const onDay = await telemetry!.countScores(owner.ctx, oneDay)
    expect(inOrder(onDay.map(fields))).toEqual(countPlainly(early, outcomes, []))
  })

  test('counts what the profiles hold, and gives back the rows they were made of', async () => {
    const { systemId, versionId } = subject
    expect(await profileDifferences(owner.ctx, systemId, versionId)).toEqual([])
    const { stored, recomputed } = await bothProfiles(server, owner, versionId)
    expect(stored.length).toBeGreaterThan(12)
    expect(recomputed).toEqual(stored)
  })

  test('gives back the rows that the reconstruction errors were made of', async () => {
    const lead = await server.person('governance-lead')
    const world = await togetherSystem(owner)
    await lead.call('POST', `${world.path}/monitors`, newMonitor('multivariate-drift', 'warning'))
    const [early, late] = [
      togetherRows('2026-01-02', 90, 0.6, 1),
      togetherRows('2026-01-03', 90, 0.6, 2),
    ]
    await world.send([...late, ...early.slice(0, 20)])
    await Promise.all([world.send(early), world.send(early.toReversed())])
    const { rows: stored } = await server.owner.query(
      `select day, n, errors, squares, imputed from reconstruction_days
       where version_id = $1 order by day`,
      [world.versionId],
    )
    expect(stored.map(({ n }) => n)).toEqual([90, 90])
    expect(await recomputeReconstruction(owner.ctx, world.id, world.versionId)).toEqual(stored)
  })

  test('a profile that is wrong by one is found', async () => {
    const { systemId, versionId } = subject
    const [first] = await telemetry!.countScores(owner.ctx, {
      ...{ aiSystemId: systemId, versionId, ...span, attributes: [], edges },
    })
    await server.owner.query(
      `delete from profiles where version_id = $1 and day = $2 and attribute = ''`,
      [versionId, first!.day],
    )
    const found = await profileDifferences(owner.ctx, systemId, versionId)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ day, profile }) => `${day} ${profile}`))).toEqual(
      new Set([`${first!.day} 0`]),
    )
  })

  test('counts days, and gives scores with their labels, site and groups', async () => {
    const { systemId: aiSystemId, versionId } = subject
    const everyone = countPlainly(rows, outcomes, []).filter((cell) => cell.attribute === '')
    const days = new Map<string, { day: string; predictions: number; labelled: number }>()
    for (const { day, label, count } of everyone) {
      const sum = days.get(day) ?? { day, predictions: 0, labelled: 0 }
      const labelled = sum.labelled + (label === null ? 0 : count)
      days.set(day, { day, predictions: sum.predictions + count, labelled })
    }
    expect(await telemetry!.daysOf(owner.ctx, aiSystemId, versionId)).toEqual([...days.values()])
    const question = { aiSystemId, versionId, ...span, limit: 100_000 }
    const all = await telemetry!.labelledScores(owner.ctx, { ...question, onlyLabelled: false })
    expect(all.reduce((sum, cell) => sum + cell.count, 0)).toBe(rows.length)
    const scores = all.flatMap((cell) => Array.from({ length: cell.count }, () => cell.score))
    expect(scores.toSorted((a, b) => a - b)).toEqual(
      rows.map((row) => row.score + 0).toSorted((a, b) => a - b),
    )
    const odd = rows.find((row) => row.groups['ward-type' as 'sex'] === "\\'")!
    expect(all.find((cell) => cell.score === odd.score)?.groups).toMatchObject({
      'ward-type': "\\'",
    })
    const labelled = await telemetry!.labelledScores(owner.ctx, { ...question, onlyLabelled: true })
    const known = new Set(outcomes.map((sent) => sent.predictionId)).size
    expect(labelled.reduce((sum, cell) => sum + cell.count, 0)).toBe(known)
    expect(labelled.every((cell) => cell.label !== null)).toBe(true)
  })

  test('pairs the predictions that two versions made of a patient at one moment', async () => {
    const world = await makeSubject(owner, { baseline: false })
    const other = await addVersion(owner, world.systemId, { label: '2.0.0', baseline: false })
    const sent = pairedRows()
    for (const [route, all] of Object.entries(sent)) {
      const answer = await owner.call('POST', `${world.path}/${route}`, { rows: all })
      expect(answer.body).toMatchObject({ accepted: all.length, rejected: 0 })
    }
    const ask = (onlyLabelled: boolean, versionIds: [string, string], more = {}) =>
      telemetry!.scoredPairs(owner.ctx, {
        ...{ aiSystemId: world.systemId, versionIds, ...span, onlyLabelled, limit: 1000, ...more },
      })
    const there = await ask(false, [world.versionId, other])
    const plain = pairPlainly(sent)
    expect(plain.length).toBeGreaterThan(100)
    expect(inOrder(there)).toEqual(inOrder(plain))
    const back = await ask(true, [other, world.versionId])
    const labelled = plain.filter(({ label }) => label !== null)
    expect(labelled.length).toBeGreaterThan(20)
    expect(inOrder(back)).toEqual(
      inOrder(labelled.map(({ a, b, label }) => ({ a: b, b: a, label }))),
    )
    const oneDay = { from: '2026-01-02', to: '2026-01-02' }
    const onDay = await ask(false, [world.versionId, other], oneDay)
    expect(inOrder(onDay)).toEqual(inOrder(pairPlainly(sent, '2026-01-02')))
    expect(await ask(false, [world.versionId, other], { limit: 5 })).toHaveLength(5)
  })

  test('draws predictions at random, one of each patient, and always the same', async () => {
    const world = await makeSubject(owner, { baseline: false })
    // Of most patients two, of some nothing is said.
    const sent = makePredictions(900, 21).map((row, index) => ({
      ...row,
      patient: index % 10 === 0 ? null : `patient-${index % 400}`,
    }))
    for (let at = 0; at < sent.length; at += 300) {
      const part = sent.slice(at, at + 300)
      const answer = await owner.call('POST', `${world.path}/predictions`, { rows: part })
      expect(answer.body).toMatchObject({ accepted: 300 })
    }
    const about = { aiSystemId: world.systemId, versionId: world.versionId }
    const draw = (limit: number, days: { from: string; to: string } = span) =>
      telemetry!.drawPredictions(owner.ctx, { ...about, ...days, limit })
    const everyone = await draw(10_000)
    const named = sent.flatMap(({ patient }) => patient ?? [])
    expect(everyone.filter(({ patient }) => patient === null)).toHaveLength(90)
    const drawnNames = everyone.flatMap(({ patient }) => patient ?? [])
    expect(drawnNames.toSorted()).toEqual([...new Set(named)].toSorted())
    const positions = everyone.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    expect(positions.every((position) => Number.isSafeInteger(position) && position >= 0)).toBe(
      true,
    )
    // A mean of so many uniform numbers lies this far from one half once in a million.
    const mean = positions.reduce((sum, position) => sum + position / 2 ** 53, 0) / positions.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4.9 * Math.sqrt(1 / 12 / positions.length))
    expect(await draw(100)).toEqual(everyone.slice(0, 100))

    const byDay = []
    for (const day of ['2026-01-01', '2026-01-02', '2026-01-03']) {
      byDay.push(await draw(10_000, { from: day, to: day }))
    }
    const names = ['age', 'lactate']
    const samples = byDay.map((drawn) => domainSample(drawn, names))
    expect(mergeSamples(samples, 2, 100)).toEqual(domainSample(await draw(100), names))
  })
})
