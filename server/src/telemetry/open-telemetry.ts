import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'
import type { ClickHouseConfig } from './clickhouse-config.ts'
import { connectClickHouse } from './clickhouse-connection.ts'
import { startDrain } from './clickhouse-drain.ts'
import { moveRows } from './clickhouse-move.ts'
import { clickHouseRows } from './clickhouse-rows.ts'
import type { TelemetryRows } from './port.ts'
import { postgresRows } from './postgres-rows.ts'

export type Telemetry = { rows: TelemetryRows; stop: () => Promise<void> }

/**
 * The rows of telemetry as configured. The first start with ClickHouse moves what PostgreSQL holds;
 * a start without it is refused from then on, because the rows would seem lost.
 */
export async function openTelemetry(
  db: Kysely<DB>,
  config: ClickHouseConfig | null,
  tell: { progress: (words: string) => void; onError: (error: unknown) => void },
): Promise<Telemetry> {
  const moved = await db.selectFrom('telemetry_moves').select('id').executeTakeFirst()
  if (config === null) {
    if (moved === undefined) return { rows: postgresRows, stop: async () => undefined }
    throw new Error(
      'The telemetry of this database is in ClickHouse; set PRIMUM_CLICKHOUSE_URL to where it is.',
    )
  }
  if (moved === undefined) await moveOnce(db, tell.progress)
  const clickHouse = connectClickHouse(config)
  const drain = startDrain(db, clickHouse, tell.onError)
  return {
    rows: clickHouseRows(clickHouse, drain.soon),
    stop: async () => {
      await drain.stop()
      await clickHouse.close()
    },
  }
}

/** Of several processes that start at once, one moves the rows and the others wait for it. */
async function moveOnce(db: Kysely<DB>, progress: (words: string) => void): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(4203)`.execute(trx)
    const moved = await trx.selectFrom('telemetry_moves').select('id').executeTakeFirst()
    if (moved !== undefined) return
    progress('Moving the rows of telemetry to ClickHouse …')
    const count = await moveRows(db)
    await trx.insertInto('telemetry_moves').values({ moved_at: new Date() }).execute()
    progress(`${count.toLocaleString('en')} predictions are on their way to ClickHouse.`)
  })
}
