import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

// Counts and sequence numbers stay below 2^53, so numbers serve; days stay text, free of any zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Connection = { db: Kysely<DB>; pool: pg.Pool; url: string }

/**
 * Connects lazily; a dropped connection is replaced, not fatal. One that drops in the middle of a
 * transaction fails its next statement; without a listener it would end the whole process instead.
 */
export function connect(url: string, size = 12): Connection {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'primum' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool, url }
}
