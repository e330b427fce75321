import { sql } from 'kysely'
import type { Context } from '../context.ts'

/**
 * Queues whoever changes the profiles or labels of an AI system until the transaction ends. It is
 * a lock of its own, so that a stream of telemetry never holds up a rollback, which locks the
 * system itself.
 */
export async function lockTelemetry(tx: Context, aiSystemId: string): Promise<void> {
  const lock = () =>
    tx.db
      .selectFrom('telemetry_state')
      .select('ai_system_id')
      .where('ai_system_id', '=', aiSystemId)
      .forUpdate()
      .executeTakeFirst()
  if ((await lock()) !== undefined) return
  // The first row refers to the system: that lock comes first, as it does everywhere.
  await tx.db
    .selectFrom('ai_systems')
    .select('id')
    .where('id', '=', aiSystemId)
    .forKeyShare()
    .execute()
  await tx.db
    .insertInto('telemetry_state')
    .values({ ai_system_id: aiSystemId })
    .onConflict((clash) => clash.doNothing())
    .execute()
  await lock()
}

/** Notes what arrived: the newest of its kind, the moment, and the earliest day that changed. */
export async function noteArrival(
  tx: Context,
  aiSystemId: string,
  arrival: {
    predictedAt?: Date | null
    calledAt?: Date
    reviewedAt?: Date
    changedDay?: string | null
  },
): Promise<void> {
  const { predictedAt = null, calledAt = null, reviewedAt = null, changedDay = null } = arrival
  await sql`
    update telemetry_state set
      last_predicted_at = greatest(last_predicted_at, ${predictedAt}::timestamptz),
      last_called_at = greatest(last_called_at, ${calledAt}::timestamptz),
      last_reviewed_at = greatest(last_reviewed_at, ${reviewedAt}::timestamptz),
      last_received_at = greatest(last_received_at, ${tx.now()}::timestamptz),
      changed_day = least(changed_day, ${changedDay}::date)
    where ai_system_id = ${aiSystemId}`.execute(tx.db)
}

/** Notes that a day which monitors may have judged has changed. */
export async function noteChange(tx: Context, aiSystemId: string, day: string): Promise<void> {
  await sql`
    update telemetry_state set changed_day = least(changed_day, ${day}::date)
    where ai_system_id = ${aiSystemId}`.execute(tx.db)
}
