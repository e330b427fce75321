import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const administrator = { email: 'ada@hospital.example', password: 'a long enough password' }

export type SpawnedPrimum = {
  url: string
  child: ChildProcess
  output: () => string
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string | null>
}

/** A data folder that PostgreSQL's own user can reach, also when the tests run as root. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-process-'))
  await chmod(folder, 0o755)
  return folder
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** `npm start` without the bootstrap: the program in a process of its own, on a free port. */
export function spawnPrimum(
  folder: string,
  env: Record<string, string> = {},
): Promise<SpawnedPrimum> {
  return spawnEntry('main.ts', /serves on (http\S+)\s/, folder, env)
}

/** A process that only works jobs; the URL is that of its health. */
export function spawnWorker(
  folder: string,
  env: Record<string, string> = {},
): Promise<SpawnedPrimum> {
  const health = { PRIMUM_HEALTH_PORT: '0', ...env }
  return spawnEntry('worker.ts', /works jobs; (http\S+)\s/, folder, health)
}

async function spawnEntry(
  entry: string,
  ready: RegExp,
  folder: string,
  env: Record<string, string>,
): Promise<SpawnedPrimum> {
  const child = spawn(process.execPath, [new URL(`../src/${entry}`, import.meta.url).pathname], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PRIMUM_DATA: folder,
      PORT: '0',
      PRIMUM_ADMIN_EMAIL: administrator.email,
      PRIMUM_ADMIN_PASSWORD: administrator.password,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  for (let waited = 0; waited < 60_000; waited += 50) {
    const url = ready.exec(text)?.[1]
    if (url !== undefined) return { url, child, output: () => text, ended }
    if (child.exitCode !== null) break
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`Primum did not start:\n${text}`)
}

export type Session = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>

/** Signs in over HTTP and calls the API as that person. */
export async function signIn(url: string, email: string, password: string): Promise<Session> {
  const cookie = await cookieOf(url, email, password)
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }
}

/** The cookie of a new session, which every process on the database knows. */
export async function cookieOf(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`sign-in failed: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

/** How the embedded database's owner connects, read from the data folder. */
export async function ownerUrlOf(folder: string): Promise<string> {
  const secrets = await readFile(join(folder, 'postgresql-passwords.json'), 'utf8')
  const { owner } = JSON.parse(secrets) as { owner: string }
  const port = (await readFile(join(folder, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[3]
  return `postgres://postgres:${owner}@127.0.0.1:${port}/primum`
}

export async function postmasterPid(folder: string): Promise<number> {
  return Number(
    (await readFile(join(folder, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
}
