import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/schema.gen.ts'
import { outcomeLine, predictionLine } from './clickhouse-lines.ts'
import type { PredictionLine } from './clickhouse-lines.ts'
import { gzipLines } from './clickhouse-outbox.ts'

const pageRows = 5000

type StoredPrediction = PredictionLine & { organizationId: string; received: Date; day: string }

/**
 * Puts every prediction that PostgreSQL still holds whole, with its outcomes, into the outbox and
 * keeps its key. Pages commit one by one, so that one that was cut short goes on where it was.
 */
export async function moveRows(db: Kysely<DB>): Promise<number> {
  const systems = await db.selectFrom('ai_systems').select('id').orderBy('id').execute()
  let moved = 0
  for (const { id } of systems) {
    let after = ''
    for (;;) {
      const page = await db.transaction().execute((trx) => movePage(trx, id, after))
      if (page === null) break
      after = page.last
      moved += page.rows
    }
  }
  return moved
}

async function movePage(trx: Transaction<DB>, aiSystemId: string, after: string) {
  const found = await sql<StoredPrediction>`
    select organization_id as "organizationId", id, version_id as "versionId", day,
      extract(epoch from predicted_at) * 1000 as "predictedAt", score, patient, site, groups,
      features::text as "featuresJson", received_at as received
    from predictions where ai_system_id = ${aiSystemId} and id > ${after} and features is not null
    order by id limit ${pageRows} for update`.execute(trx)
  const last = found.rows.at(-1)
  if (last === undefined) return null
  const byId = new Map(found.rows.map((row) => [row.id, row]))
  const outcomes = await trx
    .selectFrom('outcomes')
    .select(['prediction_id', 'revision', 'label', 'observed_at', 'received_at'])
    .where('ai_system_id', '=', aiSystemId)
    .where('prediction_id', 'in', [...byId.keys()])
    .execute()
  const owner = (row: StoredPrediction, received: Date) => ({
    organizationId: row.organizationId,
    aiSystemId,
    received: received.getTime(),
  })
  const lines = found.rows.map((row) =>
    predictionLine(owner(row, row.received), { ...row, predictedAt: Number(row.predictedAt) }),
  )
  for (const outcome of outcomes) {
    const prediction = byId.get(outcome.prediction_id)!
    const { revision } = outcome
    const row = { predictionId: outcome.prediction_id, revision, label: outcome.label as 0 | 1 }
    const observed = { ...row, observedAt: outcome.observed_at.getTime() }
    lines.push(outcomeLine(owner(prediction, outcome.received_at), observed, prediction))
  }
  await trx
    .insertInto('telemetry_outbox')
    .values({
      organization_id: last.organizationId,
      ai_system_id: aiSystemId,
      rows: lines.length,
      body: gzipLines(lines),
      created_at: new Date(),
    })
    .execute()
  await trx
    .updateTable('predictions')
    .set({ features: null, patient: null })
    .where('ai_system_id', '=', aiSystemId)
    .where('id', 'in', [...byId.keys()])
    .execute()
  return { rows: found.rows.length, last: last.id }
}
