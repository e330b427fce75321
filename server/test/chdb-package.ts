import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../src/db/leftover.ts'

/** What is used of the package; its own types come only with it. */
export type Chdb = {
  Session: new (folder: string) => {
    query: (sql: string, format?: string) => string
    close: () => void
  }
}

const cache = new URL('../../.cache/chdb/', import.meta.url).pathname
const pinned = new URL('./chdb/', import.meta.url).pathname
const files = ['package.json', 'package-lock.json']

/**
 * ClickHouse as a library, 566 MB, which one contract test needs: installed when that test runs,
 * as chdb/package-lock.json pins it, and not with the project. Or why it cannot be had.
 */
export async function ensureChdb(): Promise<Chdb | { reason: string }> {
  const lock = readFileSync(join(pinned, 'package-lock.json'))
  const folder = join(cache, createHash('sha256').update(lock).digest('hex').slice(0, 16))
  const failed = await install(folder)
  if (failed !== null) return { reason: failed }
  try {
    return createRequire(join(folder, 'package.json'))('chdb') as Chdb
  } catch (error) {
    return { reason: `chdb has no library for this platform (${(error as Error).message})` }
  }
}

async function install(folder: string): Promise<string | null> {
  const done = join(folder, 'installed')
  if (existsSync(done)) return null
  const release = await takeTurn()
  try {
    if (existsSync(done)) return null
    // Other versions of before, and what an interrupted installation left.
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const file of files) copyFileSync(join(pinned, file), join(folder, file))
    process.stdout.write('Installing chdb for the contract test of ClickHouse …\n')
    const failed = await npmCi(folder)
    if (failed === null) writeFileSync(done, '')
    return failed
  } finally {
    release()
  }
}

/** `npm ci` checks every package against the integrity in the lock; none has a script to run. */
async function npmCi(folder: string): Promise<string | null> {
  const windows = process.platform === 'win32'
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1']
  const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    shell: windows,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', () => resolve(null))
  })
  if (code === 0) return null
  const why = /npm (?:error|ERR!) .*/.exec(words)?.[0] ?? `npm ended with ${code}`
  return `chdb could not be installed (${why})`
}

/** Test files run side by side: one installs, the others wait. The lock of a dead process is void. */
async function takeTurn(): Promise<() => void> {
  mkdirSync(cache, { recursive: true })
  const file = join(cache, 'install.lock')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    if (owner !== 0 && !isAlive(owner)) rmSync(file, { force: true })
    await sleep(200)
  }
}
