import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'
import type { ClickHouse } from './clickhouse-connection.ts'
import { isRefusal, unavailable } from './clickhouse-problem.ts'
import { tableNames } from './clickhouse-tables.ts'
import type { TelemetryScope } from './port.ts'

/** So much is sent in one piece; ClickHouse wants few and large inserts. */
const mostBatches = 200
const mostRows = 20_000
/** A reader drains what waits for it, unless so much waits that it would take too long. */
const mostWaiting = 500_000

/** Puts lines in the transaction that accepts them: they are sent when it has committed. */
export async function queueLines(
  tx: TelemetryScope,
  aiSystemId: string,
  lines: string[],
): Promise<void> {
  if (lines.length === 0) return
  await tx.db
    .insertInto('telemetry_outbox')
    .values({
      organization_id: tx.organizationId,
      ai_system_id: aiSystemId,
      rows: lines.length,
      body: gzipLines(lines),
      created_at: tx.now(),
    })
    .execute()
}

export function gzipLines(lines: string[]): Buffer {
  return gzipSync(`${lines.join('\n')}\n`, { level: 1 })
}

type Batch = { id: number; ai_system_id: string; rows: number; body: Buffer }

/**
 * Sends all that waits, oldest first; what was refused is tried again later. A batch is deleted in
 * the transaction during which it was sent: a crash in between sends it twice, which counts it once.
 * Throws where ClickHouse does not answer. Answers whether others hold some of what waits.
 */
export async function drainOutbox(db: Kysely<DB>, clickHouse: ClickHouse): Promise<boolean> {
  let most = mostBatches
  for (;;) {
    const sending: Batch[] = []
    try {
      const sent = await db.transaction().execute(async (trx) => {
        sending.push(...(await takeBatches(trx, most)))
        await sendBatches(trx, clickHouse, sending)
        return sending.length
      })
      if (sent === 0) break
      most = mostBatches
    } catch (error) {
      if (!isRefusal(error)) throw error
      // Alone, each batch shows whether it is the one that was refused.
      if (sending.length === 1) await postpone(db, sending[0]!.id, (error as Error).message)
      most = 1
    }
  }
  const left = await db
    .selectFrom('telemetry_outbox')
    .select('id')
    .where('retry_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return left !== undefined
}

/** Other processes drain too, and a reader holds the rows of its AI system: both are passed over. */
async function takeBatches(trx: Kysely<DB>, most: number): Promise<Batch[]> {
  const found = await sql<Batch>`
    select id, ai_system_id, rows, body from telemetry_outbox
    where id in (
      select id from (
        select id, ai_system_id, sum(rows) over (order by id) - rows as before
        from (select id, ai_system_id, rows from telemetry_outbox
          where retry_at is null or retry_at <= clock_timestamp() order by id limit ${most}) as first
      ) as summed where before < ${mostRows}
    )
    order by id for update skip locked`.execute(trx)
  const free = new Map<string, boolean>()
  for (const id of new Set(found.rows.map((batch) => batch.ai_system_id))) {
    const lock = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock_shared(${lockSpace}, hashtext(${id})) as got`.execute(trx)
    free.set(id, lock.rows[0]?.got === true)
  }
  return found.rows.filter((batch) => free.get(batch.ai_system_id) === true)
}

async function sendBatches(trx: Kysely<DB>, clickHouse: ClickHouse, batches: Batch[]) {
  if (batches.length === 0) return
  const lines = Buffer.concat(batches.map((batch) => gunzipSync(batch.body)))
  await clickHouse.insert(tableNames(clickHouse.layout).rows, lines)
  const ids = batches.map((batch) => batch.id)
  await trx.deleteFrom('telemetry_outbox').where('id', 'in', ids).execute()
}

/** In one to sixty seconds more, doubling. */
async function postpone(db: Kysely<DB>, id: number, why: string): Promise<void> {
  await sql`
    update telemetry_outbox set attempts = attempts + 1, last_error = ${why},
      retry_at = clock_timestamp() + least(60, 2 ^ attempts) * interval '1 second'
    where id = ${id}`.execute(db)
}

/** Apart from every other advisory lock of the program. */
const lockSpace = 4202

/**
 * Reads when all that was accepted of an AI system before now is in ClickHouse, and while nothing
 * more of it is being sent: a batch is then counted whole or not at all.
 */
export async function readSettled<T>(
  ctx: TelemetryScope,
  aiSystemId: string,
  clickHouse: ClickHouse,
  read: () => Promise<T>,
): Promise<T> {
  return ctx.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockSpace}, hashtext(${aiSystemId}))`.execute(tx.db)
    const waiting = await tx.db
      .selectFrom('telemetry_outbox')
      .select(['id', 'rows'])
      .where('ai_system_id', '=', aiSystemId)
      .orderBy('id')
      .execute()
    const rows = waiting.reduce((sum, batch) => sum + batch.rows, 0)
    if (rows > mostWaiting) throw stillWaiting(rows)
    for (const ids of inPieces(waiting)) {
      const batches = await tx.db
        .selectFrom('telemetry_outbox')
        .select(['id', 'ai_system_id', 'rows', 'body'])
        .where('id', 'in', ids)
        .orderBy('id')
        .forUpdate()
        .execute()
      await sendBatches(tx.db, clickHouse, batches)
    }
    return read()
  })
}

function inPieces(waiting: { id: number; rows: number }[]): number[][] {
  const pieces: number[][] = []
  let room = 0
  for (const { id, rows } of waiting) {
    if (room <= 0 || pieces.at(-1)!.length >= mostBatches) {
      pieces.push([])
      room = mostRows
    }
    pieces.at(-1)!.push(id)
    room -= rows
  }
  return pieces
}

function stillWaiting(rows: number) {
  return unavailable(
    'telemetry-waiting',
    `${rows.toLocaleString('en')} rows are accepted and not yet in ClickHouse.`,
    'Ask again when they are; they are being sent, and a part would be no answer.',
  )
}
