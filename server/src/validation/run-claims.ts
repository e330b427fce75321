import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'

/** A worker that has not written for so long is dead, or it will notice that the run is not its own. */
const staleSeconds = 15
/** A run that has brought down so many workers is not given to another. */
export const mostAttempts = 3

export type ClaimedRun = {
  id: string
  organizationId: string
  attempts: number
}

/**
 * Takes the oldest run that waits, or that a dead worker left, for `worker`; null where there is
 * none. Time is the database's, so that workers on several machines agree on it.
 */
export async function claimRun(db: Kysely<DB>, worker: string): Promise<ClaimedRun | null> {
  const row = await db
    .updateTable('validation_runs')
    .set({
      state: 'running',
      worker,
      attempts: sql`attempts + 1`,
      heartbeat_at: sql`now()`,
      started_at: sql`coalesce(started_at, now())`,
      step: 'Starting',
      share: 0,
    })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('validation_runs')
        .select('id')
        .where((each) =>
          each.or([
            each('state', '=', 'queued'),
            each.and([
              each('state', '=', 'running'),
              each('heartbeat_at', '<', sql<Date>`now() - make_interval(secs => ${staleSeconds})`),
            ]),
          ]),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'organization_id', 'attempts'])
    .executeTakeFirst()
  if (row === undefined) return null
  return { id: row.id, organizationId: row.organization_id, attempts: row.attempts }
}

/** Notes how far a run is, and that its worker lives. False where the run is no longer its own. */
export async function noteProgress(
  db: Kysely<DB>,
  run: { id: string; worker: string },
  progress: { step: string; share: number },
): Promise<boolean> {
  const row = await db
    .updateTable('validation_runs')
    .set({
      step: progress.step,
      share: Math.min(1, Math.max(0, progress.share)),
      heartbeat_at: sql`now()`,
    })
    .where('id', '=', run.id)
    .where('worker', '=', run.worker)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a run back to the queue when the server stops: it is no fault of the run. */
export async function giveBack(db: Kysely<DB>, run: { id: string; worker: string }): Promise<void> {
  await db
    .updateTable('validation_runs')
    .set({
      state: 'queued',
      worker: null,
      heartbeat_at: null,
      attempts: sql`attempts - 1`,
      step: 'Waiting',
      share: 0,
    })
    .where('id', '=', run.id)
    .where('worker', '=', run.worker)
    .where('state', '=', 'running')
    .execute()
}
