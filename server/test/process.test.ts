import { afterEach, describe, expect, test } from 'vitest'
import { isAlive } from '../src/db/leftover.ts'
import {
  administrator,
  dataFolder,
  postmasterPid,
  removeFolder,
  signIn,
  spawnPrimum,
} from './spawn-primum.ts'
import type { SpawnedPrimum } from './spawn-primum.ts'

const started: SpawnedPrimum[] = []
const folders: string[] = []

async function freshFolder(): Promise<string> {
  const folder = await dataFolder()
  folders.push(folder)
  return folder
}

async function start(folder: string, env: Record<string, string> = {}): Promise<SpawnedPrimum> {
  const primum = await spawnPrimum(folder, env)
  started.push(primum)
  return primum
}

afterEach(async () => {
  for (const primum of started.splice(0)) {
    primum.child.kill('SIGTERM')
    await primum.ended
  }
  for (const folder of folders.splice(0)) await removeFolder(folder)
})

describe('the process', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'stops cleanly on %s, database included',
    async (signal) => {
      const folder = await freshFolder()
      const primum = await start(folder)
      const database = await postmasterPid(folder)
      primum.child.kill(signal)
      expect(await primum.ended).toBe(0)
      expect(isAlive(database)).toBe(false)
    },
  )

  test('refuses a second start on the same data folder, and the first goes on', async () => {
    const folder = await freshFolder()
    const first = await start(folder)
    await expect(spawnPrimum(folder)).rejects.toThrow(
      `Primum already runs on ${folder} (process ${first.child.pid}). Stop it first`,
    )
    const answer = await fetch(`${first.url}/api/health`)
    expect(await answer.json()).toEqual({ status: 'ok' })
  })

  test('prints a one-time setup link where nobody exists yet, and it works once', async () => {
    const folder = await freshFolder()
    const primum = await start(folder, { PRIMUM_ADMIN_EMAIL: '', PRIMUM_ADMIN_PASSWORD: '' })
    const token = /setup\?token=(\S+)/.exec(primum.output())?.[1]
    expect(token).toBeDefined()
    const setUp = (given: string | undefined) =>
      fetch(`${primum.url}/api/v1/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: given, organization: 'H', name: 'Ada', ...administrator }),
      })
    expect((await setUp('wrong')).status).toBe(403)
    expect((await setUp(token)).status).toBe(201)
    expect((await setUp(token)).status).toBe(409)
    const session = await signIn(primum.url, administrator.email, administrator.password)
    expect((await session('GET', '/session')).body.roles).toContain('administrator')
  })

  test('names a configuration that is not usable', async () => {
    const folder = await freshFolder()
    await expect(spawnPrimum(folder, { PORT: 'abc' })).rejects.toThrow('PORT')
    await expect(spawnPrimum(folder, { PRIMUM_ADMIN_PASSWORD: '' })).rejects.toThrow(
      'Set both PRIMUM_ADMIN_EMAIL and PRIMUM_ADMIN_PASSWORD',
    )
  })

  test('starts again after kill -9, though PostgreSQL was left running', async () => {
    const folder = await freshFolder()
    const primum = await start(folder)
    const database = await postmasterPid(folder)
    primum.child.kill('SIGKILL')
    await primum.ended
    expect(isAlive(database)).toBe(true)
    const again = await start(folder)
    const session = await signIn(again.url, administrator.email, administrator.password)
    expect((await session('GET', '/ledger/verify')).body.verified).toBe(true)
  })
})
