import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createValidationQueue } from '../src/jobs/validation-queue.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { csvRows, roles, validationWorld } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

let server: TestServer
let world: ValidationWorld
let systemId: string

beforeAll(async () => {
  server = await startTestServer()
  world = await validationWorld(server)
  systemId = await world.system()
  await world.version(systemId, '1.0.0', { validated: false })
}, 60_000)
afterAll(() => server.close())

async function started(rows: number): Promise<string> {
  const protocolId = await world.protocol(systemId)
  const uploadId = await world.uploaded(protocolId, csvRows(rows))
  const { body } = await world.start(protocolId, { uploadId, roles })
  return body.id as string
}

/** A run that nobody takes up. */
async function waiting(rows: number): Promise<string> {
  const { services } = server
  const { validateSoon } = services
  services.validateSoon = () => undefined
  const id = await started(rows)
  services.validateSoon = validateSoon
  return id
}

const pause = () => new Promise((resolve) => setImmediate(resolve))

test('the server answers while a large run goes on', async () => {
  const id = await started(300_000)
  let answers = 0
  const seen = new Set<string>()
  for (;;) {
    const health = await server.app.inject({ method: 'GET', url: '/api/health' })
    expect(health.statusCode).toBe(200)
    const { body } = await world.owner.call('GET', `/validation-runs/${id}`)
    seen.add(body.progress.step)
    if (body.state === 'done') break
    expect(['queued', 'running']).toContain(body.state)
    answers += 1
    await sleep(50)
  }
  expect(answers).toBeGreaterThan(2)
  expect(seen.size).toBeGreaterThan(1)
}, 90_000)

test('two runs at once: the second waits, both are done', async () => {
  const [first, second] = [await started(20_000), await started(20_000)]
  const [one, two] = await Promise.all([world.ended(first), world.ended(second)])
  expect([one.state, two.state]).toEqual(['done', 'done'])
  expect(new Date(two.startedAt) >= new Date(one.finishedAt)).toBe(true)
}, 90_000)

test('a run that goes on is cancelled at once, and leaves no file of its own', async () => {
  const id = await started(400_000)
  await world.ended(id, (run) => run.state === 'running' && run.progress.share > 0)
  expect((await world.lead.call('POST', `/validation-runs/${id}/cancel`)).status).toBe(403)
  const cancelled = await world.owner.call('POST', `/validation-runs/${id}/cancel`)
  expect(cancelled.body).toMatchObject({ state: 'cancelled', verdict: null })
  expect((await world.owner.call('POST', `/validation-runs/${id}/cancel`)).status).toBe(409)
  // The next run is taken up, so the thread of the cancelled one has ended.
  expect((await world.ended(await started(100))).state).toBe('done')
  expect((await world.owner.call('GET', `/validation-runs/${id}`)).body.state).toBe('cancelled')
  const left = await readdir(server.services.validation.uploadsFolder)
  expect(left.filter((name) => name.startsWith('primum-'))).toEqual([])
}, 90_000)

test('a run that waits is cancelled, and is not taken up', async () => {
  const id = await waiting(100)
  expect((await world.owner.call('POST', `/validation-runs/${id}/cancel`)).status).toBe(200)
  server.services.validateSoon()
  await pause()
  expect((await world.ended(id)).state).toBe('cancelled')
})

test('a server that stops gives its run back, and the next one finishes it', async () => {
  const id = await waiting(400_000)
  const first = createValidationQueue(server.services, (error) => console.error(error))
  first.wake()
  await world.ended(id, (run) => run.state === 'running' && run.progress.share > 0)
  await first.close()
  const { body } = await world.owner.call('GET', `/validation-runs/${id}`)
  expect(body).toMatchObject({ state: 'queued', progress: { share: 0 } })
  server.services.validateSoon()
  expect((await world.ended(id)).state).toBe('done')
}, 90_000)

test('a run of a process that died is taken up again, and given up after three', async () => {
  const id = await waiting(200)
  const die = (attempts: number) =>
    server.owner.query(
      `update validation_runs set state = 'running', worker = gen_random_uuid(), attempts = $2,
        heartbeat_at = now() - interval '1 minute' where id = $1`,
      [id, attempts],
    )
  await die(3)
  server.services.validateSoon()
  const run = await world.ended(id)
  expect(run.state).toBe('failed')
  expect(run.problems[0]).toMatchObject({ code: 'run-interrupted' })

  const second = await waiting(200)
  await server.owner.query(
    `update validation_runs set state = 'running', worker = gen_random_uuid(), attempts = 1,
      heartbeat_at = now() - interval '1 minute' where id = $1`,
    [second],
  )
  server.services.validateSoon()
  expect((await world.ended(second)).state).toBe('done')
})

test('a run whose worker lives is left alone', async () => {
  const id = await waiting(200)
  await server.owner.query(
    `update validation_runs set state = 'running', worker = gen_random_uuid(), heartbeat_at = now()
      where id = $1`,
    [id],
  )
  server.services.validateSoon()
  await sleep(300)
  expect((await world.owner.call('GET', `/validation-runs/${id}`)).body.state).toBe('running')
})

test('an ended run does not change in the database either', async () => {
  const id = await started(300)
  await world.ended(id)
  const change = server.owner.query('update validation_runs set verdict = $2 where id = $1', [
    id,
    'not-met',
  ])
  await expect(change).rejects.toThrow(/does not change/)
})

test('a file that is gone fails the run with words for it', async () => {
  const protocolId = await world.protocol(systemId)
  const uploadId = await world.uploaded(protocolId, csvRows(50))
  await server.owner.query(`update dataset_uploads set stored_name = 'gone.csv' where id = $1`, [
    uploadId,
  ])
  const { body } = await world.start(protocolId, { uploadId, roles })
  const run = await world.ended(body.id)
  expect(run.state).toBe('failed')
  expect(run.problems[0].message).toMatch(/^cohort.csv cannot be read/)
  expect(JSON.stringify(run)).not.toContain(server.services.validation.uploadsFolder)
})
