import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { protocolInput, validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld
let systemId: string

beforeAll(async () => {
  server = await startTestServer()
  world = await validationWorld(server)
  systemId = await world.system()
}, 60_000)
afterAll(() => server.close())

describe('a draft', () => {
  test('is written, edited by its revision and read back', async () => {
    const id = await world.protocol(systemId, { locked: false })
    const read = await world.lead.call('GET', `/validation-protocols/${id}`)
    expect(read.headers.etag).toBe('"1"')
    expect(read.body).toMatchObject({
      state: 'draft',
      thresholds: [0.5],
      digest: null,
      sampleSize: { decidedBy: 'auroc' },
    })
    const edited = await world.owner.call(
      'PATCH',
      `/validation-protocols/${id}`,
      protocolInput({ thresholds: [0.5, 0.3], requiredPrecision: null }),
      { 'if-match': '"1"' },
    )
    expect(edited.body).toMatchObject({ revision: 2, thresholds: [0.3, 0.5], sampleSize: null })
    const late = await world.owner.call('PATCH', `/validation-protocols/${id}`, protocolInput(), {
      'if-match': '"1"',
    })
    expect(late.status).toBe(409)
  })

  test('is refused where it makes no sense, with every field named', async () => {
    const path = `/ai-systems/${systemId}/validation-protocols`
    const wrong = protocolInput({
      acceptanceCriteria: [
        { metric: 'sensitivity', bound: 'value', operator: 'at-least', limit: 0.5 },
      ],
      thresholds: [],
    })
    const { status, body } = await world.owner.call('POST', path, wrong)
    expect(status).toBe(400)
    expect(body.errors.map((each: { path: string }) => each.path)).toContain('thresholds')
    expect((await world.clinician.call('POST', path, protocolInput())).status).toBe(403)
    const elsewhere = '/ai-systems/00000000-0000-4000-8000-000000000000/validation-protocols'
    expect((await world.owner.call('POST', elsewhere, protocolInput())).status).toBe(404)
  })
})

describe('locking', () => {
  test('needs the password, signs the content and closes it', async () => {
    const id = await world.protocol(systemId, { locked: false })
    const path = `/validation-protocols/${id}`
    const wrong = await world.owner.call('POST', `${path}/lock`, { password: 'not this one' })
    expect(wrong.status).toBe(400)
    expect((await world.clinician.call('POST', `${path}/lock`, { password })).status).toBe(403)
    const before = await world.entries()
    const locked = await world.owner.call('POST', `${path}/lock`, { password })
    expect(locked.body).toMatchObject({ state: 'locked', lockedBy: { id: world.owner.userId } })
    expect(locked.body.signOffs).toHaveLength(1)
    expect(locked.body.signOffs[0]).toMatchObject({
      meaning: 'lock-validation-protocol',
      digest: locked.body.digest,
    })
    expect(await world.entries()).toBe(before + 2)
    expect((await world.owner.call('POST', `${path}/lock`, { password })).status).toBe(409)
    expect((await world.owner.call('PATCH', path, protocolInput())).status).toBe(409)
  })

  test('holds in the database too', async () => {
    const id = await world.protocol(systemId)
    const change = (sql: string) => server.owner.query(`${sql} where id = '${id}'`)
    await expect(change("update validation_protocols set state = 'draft'")).rejects.toThrow(
      /does not change/,
    )
    await expect(change('delete from validation_protocols')).rejects.toThrow(/rows are permanent/)
  })
})

test('protocols are listed newest first, page by page', async () => {
  const own = await world.system()
  const first = await world.protocol(own, { locked: false })
  const second = await world.protocol(own, { locked: false })
  const path = `/ai-systems/${own}/validation-protocols?limit=1`
  const one = await world.owner.call('GET', path)
  expect(one.body.items.map((each: { id: string }) => each.id)).toEqual([second])
  const two = await world.owner.call('GET', `${path}&cursor=${one.body.nextCursor}`)
  expect(two.body.items.map((each: { id: string }) => each.id)).toEqual([first])
  expect(two.body.nextCursor).toBeNull()
})

test('a sample size is computed and changes nothing', async () => {
  const before = await world.entries()
  const asked = { prevalence: 0.1, sensitivity: { expected: 0.9, halfWidth: 0.02 } }
  // Past the harness, which expects every write to leave an entry: this is none.
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/validation-protocols/sample-size',
    headers: { cookie: world.clinician.cookie },
    payload: asked,
  })
  expect(response.json()).toMatchObject({ n: 8644, events: 865, decidedBy: 'sensitivity' })
  expect(await world.entries()).toBe(before)
  const wrong = await world.clinician.call('POST', '/validation-protocols/sample-size', {
    prevalence: 2,
  })
  expect(wrong.status).toBe(400)
})
