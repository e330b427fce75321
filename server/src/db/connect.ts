import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

// Counts and sequence numbers stay below 2^53, so numbers serve; days stay text, free of any zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Connection = { db: Kysely<DB>; pool: pg.Pool; url: string }

/** Connects lazily; a dropped idle connection is replaced, not fatal. */
export function connect(url: string, size = 12): Connection {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'primum' })
  pool.on('error', () => undefined)
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool, url }
}
