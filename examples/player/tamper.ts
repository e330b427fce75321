import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Server } from '../../cli/src/server.ts'
import type { Tamper } from './report.ts'

/**
 * Alters one entry of the ledger as the owner of the database, who can switch off the triggers that
 * refuse it to everyone else; then asks the server whether the ledger holds. `folder` is the
 * PRIMUM_DATA of a server that started its own database.
 */
export async function tamperWithLedger(folder: string, server: Server): Promise<Tamper> {
  const { entries } = await server.get<{ entries: number }>('/ledger/verify')
  const entry = Math.max(1, Math.floor(entries / 2))
  await alterEntry(await ownerUrl(folder), entry)
  const found = await server.get<{
    verified: boolean
    brokenEntry: number | null
    reason: string | null
  }>('/ledger/verify')
  const { verified, brokenEntry: named, reason } = found
  return { entry, detected: !verified && named === entry, named, reason }
}

async function ownerUrl(folder: string): Promise<string> {
  const passwords = await readFile(join(folder, 'postgresql-passwords.json'), 'utf8')
  const { owner } = JSON.parse(passwords) as { owner: string }
  const process = await readFile(join(folder, 'postgresql', 'postmaster.pid'), 'utf8')
  // The fourth line of PostgreSQL's own file is the port it listens on.
  const port = Number(process.split('\n')[3])
  return `postgres://postgres:${owner}@127.0.0.1:${port}/primum`
}

async function alterEntry(connectionString: string, entry: number): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = replica`)
    const { rowCount } = await client.query(
      `update ledger_entries set actor = jsonb_set(actor, '{name}', '"Somebody else"')
       where sequence = $1`,
      [entry],
    )
    if (rowCount !== 1) throw new Error(`Entry ${entry} of the ledger could not be altered.`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
