import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer, signIn } from '../../cli/src/server.ts'
import type { Server } from '../../cli/src/server.ts'
import { addPeople } from '../../examples/player/person.ts'
import type { People } from '../../examples/player/person.ts'
import type { Order, OrderAnswer } from './primum.ts'

export type Hospital = {
  url: string
  organizationId: string
  /** The database as its owner, for setting the scene. */
  ownerUrl: string
  administrator: Server
  people: People
  /** Has the server do one of its shortcuts. */
  order: (order: Order) => Promise<number>
  close: () => Promise<void>
}

/** A fresh Primum with its own PostgreSQL, every commit on the disk as in production. */
export async function openHospital(): Promise<Hospital> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-bench-'))
  // As root PostgreSQL runs as a user of its own, who has to get in.
  await chmod(folder, 0o755)
  const account = { email: 'administrator@hospital.example', password: newPassword() }
  const child = fork(join(import.meta.dirname, 'primum.ts'), [], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PRIMUM_DATA: folder,
      PORT: '0',
      PRIMUM_ADMIN_EMAIL: account.email,
      PRIMUM_ADMIN_PASSWORD: account.password,
    },
    execArgv: profiling(),
  })
  const close = async () => {
    if (child.connected) child.disconnect()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const started = (await firstMessage(child)) as Pick<
      Hospital,
      'url' | 'ownerUrl' | 'organizationId'
    >
    const cookie = await signIn(started.url, account.email, account.password)
    const administrator = openServer(started.url, { cookie })
    const people = await addPeople(administrator)
    return { ...started, administrator, people, order: orders(child), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** PRIMUM_BENCH_PROFILE names a folder for the server's CPU profile. */
function profiling(): string[] {
  const folder = process.env['PRIMUM_BENCH_PROFILE']
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

async function firstMessage(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'close').then(() => {
    throw new Error('Primum ended before it served')
  })
  const [message] = (await Promise.race([once(child, 'message'), ended])) as unknown[]
  // The server ends later, and is told to.
  ended.catch(() => undefined)
  return message
}

function orders(child: ChildProcess): Hospital['order'] {
  let last = 0
  const waiting = new Map<number, (answer: OrderAnswer) => void>()
  child.on('message', (message) => {
    const answer = message as OrderAnswer
    waiting.get(answer.number)?.(answer)
    waiting.delete(answer.number)
  })
  return async (order) => {
    last += 1
    const number = last
    const { value, error } = await new Promise<OrderAnswer>((resolve) => {
      waiting.set(number, resolve)
      child.send({ number, order })
    })
    if (error !== null) throw new Error(error)
    return value
  }
}
