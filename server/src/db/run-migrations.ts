import { readFile, readdir } from 'node:fs/promises'
import pg from 'pg'

const folder = new URL('./migrations/', import.meta.url)

/**
 * Brings the schema up to date, each migration in its own transaction, one process at a time.
 * `appRole` is the role the program itself connects as; it owns nothing and may not touch the
 * ledger's past. Null where the program connects as the owner.
 */
export async function runMigrations(ownerUrl: string, appRole: string | null): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await requireVersion(client)
    await client.query('select pg_advisory_lock(4201)')
    // Where nothing is missing, nothing is written: then the program's own role is enough.
    const { rows } = await client.query("select to_regclass('migrations') is null as missing")
    if (rows[0].missing === true) {
      await client.query(
        'create table migrations (name text primary key, applied_at timestamptz not null default now())',
      )
    }
    const applied = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map(
        (row) => row.name,
      ),
    )
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
    const unknown = [...applied].find((name) => !names.includes(name))
    if (unknown !== undefined) {
      throw new Error(
        `The database was made by a newer Primum (migration ${unknown}); update the program.`,
      )
    }
    const pending = names.filter((name) => !applied.has(name))
    for (const name of pending) await apply(client, name)
    if (appRole !== null) await grant(client, appRole)
    return pending
  } finally {
    await client.end()
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const version = rows[0]?.version ?? 0
  if (version < 150000) throw new Error('Primum needs PostgreSQL 15 or later.')
}

async function apply(client: pg.Client, name: string): Promise<void> {
  const text = await readFile(new URL(name, folder), 'utf8')
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** The permanent tables give the program's role no right to change; triggers refuse it besides. */
const permanent = [
  'ledger_entries',
  'sign_offs',
  'alias_events',
  'deployments',
  'baselines',
  'classifications',
  'assessment_revisions',
  'stage_changes',
]

async function grant(client: pg.Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole)
  await client.query(`grant usage on schema public to ${role}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
  )
  await client.query(`grant usage, select on all sequences in schema public to ${role}`)
  for (const table of permanent) {
    await client.query(`revoke update, delete, truncate on ${table} from ${role}`)
  }
}
