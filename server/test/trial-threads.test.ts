import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof monitoringWorld>>
let path = ''

beforeAll(async () => {
  server = await startTestServer()
  world = await monitoringWorld(server)
  await world.makeStable('1.0.0', 0)
  await world.live(span(0, 2), '1.0.0', { flatten: 0 }, 40)
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  path = `${world.path}/rollback-policy/trial`
}, 60_000)
afterAll(() => server.close())

const body = { policy: defaultRollbackPolicy }

/** The threads that are started while `act` runs. */
async function threadsOf<T>(act: () => Promise<T>): Promise<{ threads: Worker[]; found: T }> {
  const threads: Worker[] = []
  const note = (thread: Worker) => threads.push(thread)
  process.on('worker', note)
  try {
    return { found: await act(), threads }
  } finally {
    process.off('worker', note)
  }
}

test('a trial is made in a thread, which ends with it', async () => {
  const { threads, found } = await threadsOf(() => world.clinician.call('POST', path, body))
  expect(found, JSON.stringify(found.body)).toMatchObject({ status: 200, body: { days: 3 } })
  expect(threads).toHaveLength(1)
  if (threads[0]!.threadId !== -1) await once(threads[0]!, 'exit')
  expect(threads[0]!.threadId).toBe(-1)
})

test('many at once take turns, and others are answered meanwhile', async () => {
  let most = 0
  const alive = new Set<Worker>()
  const count = (thread: Worker) => {
    alive.add(thread)
    most = Math.max(most, alive.size)
    thread.once('exit', () => alive.delete(thread))
  }
  process.on('worker', count)
  let done = false
  const trials = Promise.all(span(1, 5).map(() => world.clinician.call('POST', path, body)))
  void trials.finally(() => (done = true))
  await expect.poll(() => alive.size).toBeGreaterThan(0)
  const other = await world.clinician.call('GET', world.path)
  expect([other.status, done]).toEqual([200, false])
  expect((await trials).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  process.off('worker', count)
  // One may have answered and not yet ended when the next begins.
  expect(most).toBeLessThanOrEqual(4)
})

test('a client that leaves ends the thread of its trial', async () => {
  const { port } = server.app.server.address() as AddressInfo
  const started = once(process, 'worker') as Promise<[Worker]>
  const client = request({
    ...{ port, host: '127.0.0.1', method: 'POST', path: `/api/v1${path}` },
    headers: { cookie: world.clinician.cookie, 'content-type': 'application/json' },
  })
  client.on('error', () => undefined)
  client.end(JSON.stringify(body))
  const [thread] = await started
  let answered = false
  thread.once('message', () => (answered = true))
  const ended = once(thread, 'exit')
  client.destroy()
  expect(await Promise.race([ended, wait(5000, 'still running')])).not.toBe('still running')
  // A trial that runs to its end answers.
  expect(answered).toBe(false)
  const again = await world.clinician.call('POST', path, body)
  expect(again.status).toBe(200)
})

test('what goes wrong in the thread is a problem of the server, and no end of it', async () => {
  await server.owner.query('update profiles set body = $1', [Buffer.from([0])])
  const failed = await world.clinician.call('POST', path, body)
  expect(failed).toMatchObject({ status: 500, body: { code: 'internal' } })
  expect(JSON.stringify(failed.body)).not.toMatch(/not a profile/)
  expect((await world.clinician.call('GET', world.path)).status).toBe(200)
})
