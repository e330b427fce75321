import { Kysely } from 'kysely'
import pg from 'pg'
import { PagingDialect } from './dialect.ts'
import { PreparingClient } from './preparing-client.ts'
import { readValuesAsWanted } from './read-values.ts'
import type { DB } from './schema.gen.ts'

readValuesAsWanted()

export type Connection = { db: Kysely<DB>; pool: pg.Pool; url: string }

/**
 * Connects lazily; a dropped connection is replaced, not fatal. One that drops in the middle of a
 * transaction fails its next statement; without a listener it would end the whole process instead.
 */
export function connect(url: string, size = 12): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'primum',
    Client: PreparingClient,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: new Kysely<DB>({ dialect: new PagingDialect({ pool }) }), pool, url }
}
