import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import {
  administrator,
  cookieOf,
  dataFolder,
  removeFolder,
  signIn,
  spawnPrimum,
} from './spawn-primum.ts'
import type { SpawnedPrimum } from './spawn-primum.ts'

let folder: string | undefined
let primum: SpawnedPrimum | undefined

afterEach(async () => {
  primum?.child.kill('SIGTERM')
  await primum?.ended
  if (folder !== undefined) await removeFolder(folder)
})

const names = (path: string) => readdir(path, { recursive: true }).catch(() => [])

test('a process killed in the middle of an upload leaves no half file and no version', async () => {
  folder = await dataFolder()
  primum = await spawnPrimum(folder)
  const { email, password } = administrator
  const session = await signIn(primum.url, email, password)
  const made = await session('POST', '/evidence', { title: 'Policy', kind: 'policy' })
  expect(made.status).toBe(201)
  const path = `/evidence/${made.body.id}`

  const sending = request(`${primum.url}/api/v1${path}/versions`, {
    method: 'POST',
    headers: {
      cookie: await cookieOf(primum.url, email, password),
      'content-type': 'application/octet-stream',
      'x-file-name': 'policy.txt',
      'content-length': 10_000_000,
    },
  })
  sending.on('error', () => undefined)
  sending.write(Buffer.alloc(1_000_000, 'a'))
  const incoming = join(folder, 'incoming')
  for (let i = 0; i < 200 && (await names(incoming)).length === 0; i++) await sleep(20)
  expect(await names(incoming)).toHaveLength(1)
  primum.child.kill('SIGKILL')
  await primum.ended

  expect(await names(join(folder, 'files'))).toEqual([])
  primum = await spawnPrimum(folder)
  const again = await signIn(primum.url, email, password)
  const { body } = await again('GET', path)
  expect(body).toMatchObject({ versionCount: 0, freshness: { state: 'empty' } })
  const sent = await fetch(`${primum.url}/api/v1${path}/versions`, {
    method: 'POST',
    headers: {
      cookie: await cookieOf(primum.url, email, password),
      'content-type': 'application/octet-stream',
      'x-file-name': 'policy.txt',
    },
    body: 'The policy.',
  })
  expect(sent.status, await sent.text()).toBe(201)
}, 120_000)
