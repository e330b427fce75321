import type { ClickHouse } from './clickhouse-connection.ts'
import { clickHouseCounts } from './clickhouse-counts.ts'
import { outcomeLine, ownerOf, predictionLine } from './clickhouse-lines.ts'
import { queueLines } from './clickhouse-outbox.ts'
import type { TelemetryRows } from './port.ts'
import { insertPredictions, postgresRows } from './postgres-rows.ts'

/**
 * Telemetry counted in ClickHouse. Accepting stays with PostgreSQL, in the caller's transaction:
 * ids and digests, outcomes, and the lines that ClickHouse is still to get; `sendSoon` is told.
 */
export function clickHouseRows(clickHouse: ClickHouse, sendSoon: () => void): TelemetryRows {
  return {
    ...postgresRows,
    insertPredictions: async (tx, aiSystemId, rows) => {
      const inserted = await insertPredictions(tx, aiSystemId, rows, 'key')
      const owner = ownerOf(tx, aiSystemId)
      const fresh = rows.filter((row) => inserted.has(row.id))
      await queueLines(
        tx,
        aiSystemId,
        fresh.map((row) => predictionLine(owner, row)),
      )
      tx.afterCommit.push(sendSoon)
      return inserted
    },
    insertOutcomes: async (tx, aiSystemId, rows) => {
      await postgresRows.insertOutcomes(tx, aiSystemId, rows)
      const ids = [...new Set(rows.map((row) => row.predictionId))]
      const predictions = await postgresRows.findPredictions(tx, aiSystemId, ids)
      const owner = ownerOf(tx, aiSystemId)
      await queueLines(
        tx,
        aiSystemId,
        rows.map((row) => outcomeLine(owner, row, predictions.get(row.predictionId)!)),
      )
      tx.afterCommit.push(sendSoon)
    },
    ...clickHouseCounts(clickHouse),
  }
}
