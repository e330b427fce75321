import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import pg from 'pg'
import type { Services } from '../context.ts'

const running = new Map<string, ChildProcess>()

/** What says that the process which plays a load is alive: PostgreSQL forgets it when that ends. */
const holdSpace = 4205

/** To be held before the load is written down; the answer lets go. */
export async function holdLoad(services: Services, id: string): Promise<() => void> {
  const client = new pg.Client({ connectionString: services.databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('select pg_advisory_lock($1, hashtext($2))', [holdSpace, id])
  return () => void client.end().catch(() => undefined)
}

/** Plays the worked example in a process of its own against this server, and notes its progress. */
export function startPlayer(
  services: Services,
  load: { id: string; encounters: number; cookie: string; letGo: () => void },
): void {
  const main = join(services.projectRoot, 'cli/src/main.ts')
  const child = spawn(
    process.execPath,
    [
      ...[main, 'demo', '--server', services.ownUrl, '--progress-json'],
      ...['--json', '--encounters', String(load.encounters)],
    ],
    {
      // The session travels in the environment: arguments are visible to every user of the machine.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PRIMUM_COOKIE: load.cookie },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  running.set(load.id, child)
  let lastWords = ''
  createInterface({ input: child.stderr }).on('line', (line) => {
    const progress = readProgress(line)
    if (progress === null) lastWords = line
    else void note(services, load.id, progress)
  })
  child.on('close', (code) => {
    running.delete(load.id)
    void finish(services, load.id, code === 0, lastWords).then(load.letGo)
  })
  child.on('error', (error) => void finish(services, load.id, false, error.message))
}

export function stopPlayer(id: string): void {
  running.get(id)?.kill('SIGTERM')
}

/** When the server stops, so do its players. */
export function stopPlayers(): void {
  for (const child of running.values()) child.kill('SIGTERM')
}

type Progress = { step: string; fraction: number; text: string }

function readProgress(line: string): Progress | null {
  try {
    const value = JSON.parse(line) as Partial<Progress>
    if (typeof value.step !== 'string' || typeof value.fraction !== 'number') return null
    return { step: value.step, fraction: value.fraction, text: String(value.text ?? '') }
  } catch {
    return null
  }
}

async function note(services: Services, id: string, progress: Progress): Promise<void> {
  const result = await services.db
    .updateTable('example_loads')
    .set({
      step: progress.text === '' ? progress.step : progress.text,
      progress: Math.min(1, Math.max(0, progress.fraction)),
    })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst()
    .catch(() => undefined)
  // Cancelled, perhaps by way of another process.
  if (result?.numUpdatedRows === 0n) stopPlayer(id)
}

async function finish(services: Services, id: string, good: boolean, words: string): Promise<void> {
  await services.db
    .updateTable('example_loads')
    .set({
      status: good ? 'done' : 'failed',
      message: good ? null : words.slice(0, 500) || 'The player ended without a word.',
      ...(good ? { progress: 1 } : {}),
      finished_at: services.clock(),
    })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute()
    .catch(() => undefined)
}

/** A load whose process has died will never end by itself. */
export async function failLeftoverLoads(services: Services): Promise<void> {
  await services.db
    .updateTable('example_loads')
    .set({
      status: 'failed',
      message: 'The server stopped while the example was loading.',
      finished_at: services.clock(),
    })
    .where('status', '=', 'running')
    .where(sql<boolean>`pg_try_advisory_xact_lock(${holdSpace}, hashtext(id::text))`)
    .execute()
}
