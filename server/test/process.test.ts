import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, inject, test } from 'vitest'
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

/** The process of the database of a Primum that is starting. */
async function databaseOf(folder: string): Promise<number> {
  for (;;) {
    const pid = await postmasterPid(folder).catch(() => 0)
    if (pid > 0) return pid
    await sleep(10)
  }
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

  test('told to stop while it starts, it stops cleanly as soon as it stands', async () => {
    const folder = await freshFolder()
    const starting = start(folder)
    // Its database runs by then, and would be left behind by a process that just ends.
    const database = await databaseOf(folder)
    process.kill(Number(await readFile(join(folder, 'primum.pid'), 'utf8')), 'SIGINT')
    expect(await (await starting).ended).toBe(0)
    expect(isAlive(database)).toBe(false)
  })

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

  test.each([
    ['as the owner', false],
    ['as a role of its own beside the owner', true],
  ])('uses a PostgreSQL of your own, %s', async (_how, apart) => {
    const name = `own_${randomUUID().replaceAll('-', '')}`
    const ownerUrl = inject('databaseOwnerUrl')
    const admin = new pg.Client({ connectionString: ownerUrl.replace(/\/primum$/, '/postgres') })
    await admin.connect()
    await admin.query(`create database ${name}`)
    try {
      const urlOf = (base: string) => base.replace(/\/primum$/, `/${name}`)
      const folder = await freshFolder()
      const primum = await start(folder, {
        DATABASE_URL: urlOf(apart ? inject('databaseAppUrl') : ownerUrl),
        ...(apart ? { DATABASE_OWNER_URL: urlOf(ownerUrl) } : {}),
      })
      const session = await signIn(primum.url, administrator.email, administrator.password)
      expect((await session('POST', '/sites', { code: 'own', name: 'Own' })).status).toBe(201)
      expect((await session('GET', '/ledger/verify')).body).toMatchObject({ verified: true })
      expect(existsSync(join(folder, 'postgresql'))).toBe(false)
      primum.child.kill('SIGTERM')
      expect(await primum.ended).toBe(0)
    } finally {
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
    }
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
