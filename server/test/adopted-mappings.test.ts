import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { controlsWorld } from './controls-world.ts'
import type { ControlsWorld } from './controls-world.ts'
import { startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'

type Body = Answer['body']

let server: TestServer
let world: ControlsWorld

beforeAll(async () => {
  server = await startTestServer()
  world = await controlsWorld(server)
}, 60_000)
afterAll(() => server.close())

const adopt = (from: string, to: string, by = world.lead): Promise<Answer> =>
  by.call('POST', '/adopted-mappings', { from, to, reason: 'We read both.' })
const drop = (from: string, to: string): Promise<Answer> =>
  world.lead.call('DELETE', '/adopted-mappings', { from, to })

describe('a mapping', () => {
  test('that is equal is a hint until it is adopted, and then meets the other requirement', async () => {
    const { id, reference } = await world.operating('ISO42001:9.1')
    const hinted = await world.coverageOf('ISO27001:9.1')
    expect(hinted).toMatchObject({ state: 'open', contributions: [] })
    expect(hinted.hints).toEqual([
      {
        requirementId: 'ISO42001:9.1',
        reason: expect.stringMatching(/asks for the same as .* nobody here has adopted it yet/),
      },
    ])
    const reachTo = async (requirementId: string): Promise<Body> =>
      (await world.read(id)).reaches.find((each: Body) => each.requirementId === requirementId)
    expect(await reachTo('ISO27001:9.1')).toMatchObject({
      from: 'ISO42001:9.1',
      relation: 'equal',
      adopted: false,
      carries: 'look',
      rationale: expect.any(String),
    })
    // Named the other way round than the crosswalk has it.
    const adopted = await world.done(adopt('ISO27001:9.1', 'ISO42001:9.1'))
    expect(adopted).toMatchObject({
      from: 'ISO42001:9.1',
      to: 'ISO27001:9.1',
      relation: 'equal',
      counts: true,
      adoptedBy: { name: world.lead.name },
    })
    expect(await world.coverageOf('ISO27001:9.1')).toMatchObject({
      state: 'met',
      reason: `met by ${reference}`,
      hints: [],
      contributions: [{ control: { id }, carries: 'whole', via: { relation: 'equal' } }],
    })
    expect(await reachTo('ISO27001:9.1')).toMatchObject({ adopted: true, carries: 'whole' })
    expect((await adopt('ISO42001:9.1', 'ISO27001:9.1')).status).toBe(409)
    await world.done(drop('ISO27001:9.1', 'ISO42001:9.1'))
    expect((await world.coverageOf('ISO27001:9.1')).state).toBe('open')
    expect((await drop('ISO42001:9.1', 'ISO27001:9.1')).status).toBe(404)
  })

  test('that overlaps carries a part at most, and one nobody adopted nothing', async () => {
    await world.operating('ISO42001:6.1.4')
    await world.done(adopt('ISO42001:6.1.4', 'EU-AI-ACT:Art.27'))
    expect(await world.coverageOf('EU-AI-ACT:Art.27')).toMatchObject({
      state: 'partly',
      contributions: [{ carries: 'part', via: { relation: 'intersects-with' } }],
    })
    expect((await world.coverageOf('NIST-AI-RMF:MAP-5.1')).state).toBe('open')
  })

  test('that reaches down carries the whole downwards, and a part upwards', async () => {
    await world.operating('ISO42001:A.6.2.6')
    await world.done(adopt('ISO42001:A.6.2.6', 'NIST-AI-RMF:MEASURE-2.4'))
    expect((await world.coverageOf('NIST-AI-RMF:MEASURE-2.4')).state).toBe('met')
    await world.operating('HIPAA:164.312(b)')
    await world.done(adopt('ISO42001:A.6.2.8', 'HIPAA:164.312(b)'))
    expect((await world.coverageOf('ISO42001:A.6.2.8')).state).toBe('partly')
  })

  test('from a control that meets a part carries a part, however equal', async () => {
    const { id } = await world.operating('ISO42001:9.3.2', 'part')
    await world.done(adopt('ISO42001:9.3.2', 'ISO27001:9.3.2'))
    expect((await world.coverageOf('ISO27001:9.3.2')).state).toBe('partly')
    const reach = (await world.read(id)).reaches.find(
      (each: Body) => each.requirementId === 'ISO27001:9.3.2',
    )
    expect(reach).toMatchObject({ carries: 'part', reason: expect.stringMatching(/meets a part$/) })
  })

  test('whose relation the content changed since no longer counts until it is adopted anew', async () => {
    await world.operating('ISO42001:7.3')
    await world.done(adopt('ISO42001:7.3', 'ISO27001:7.3'))
    expect((await world.coverageOf('ISO27001:7.3')).state).toBe('met')
    await server.services.db
      .updateTable('adopted_mappings')
      .set({ relation: 'intersects-with' })
      .where('from_id', '=', 'ISO42001:7.3')
      .execute()
    expect((await world.coverageOf('ISO27001:7.3')).state).toBe('open')
    const path = '/adopted-mappings?requirement=ISO27001:7.3'
    const [stale] = (await world.done(world.lead.call('GET', path))).items
    expect(stale).toMatchObject({ counts: false, current: { relation: 'equal' } })
    expect(await world.done(adopt('ISO42001:7.3', 'ISO27001:7.3'))).toMatchObject({ counts: true })
    expect((await world.coverageOf('ISO27001:7.3')).state).toBe('met')
  })

  test('is refused where no crosswalk has it, or without a reason', async () => {
    const before = await world.entries()
    const none = await adopt('ISO42001:6.1.4', 'ISO27001:4.1')
    expect(none).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } })
    const pair = { from: 'ISO42001:4.2', to: 'ISO27001:4.2' }
    const wrong = [{}, pair, { ...pair, reason: '' }, { ...pair, from: 'x', reason: 'R' }]
    for (const body of wrong) {
      expect((await world.lead.call('POST', '/adopted-mappings', body)).status).toBe(400)
    }
    expect((await world.lead.call('DELETE', '/adopted-mappings')).status).toBe(400)
    expect((await adopt(pair.from, pair.to, world.owner)).status).toBe(403)
    expect(await world.entries()).toBe(before)
    const twice = await Promise.all([adopt(pair.from, pair.to), adopt(pair.to, pair.from)])
    expect(twice.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  test('is listed in pages', async () => {
    const all = await world.done(world.lead.call('GET', '/adopted-mappings'))
    expect(all.items.length).toBeGreaterThan(3)
    const first = await world.done(world.lead.call('GET', '/adopted-mappings?limit=2'))
    const path = `/adopted-mappings?limit=200&cursor=${first.nextCursor}`
    const rest = await world.done(world.lead.call('GET', path))
    expect([...first.items, ...rest.items]).toEqual(all.items)
  })
})
