import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { millisecondsPerHour } from '@primum/core/monitoring/days'
import type { Context } from '../context.ts'
import type { ArrivedRow } from './intake.ts'

/**
 * Adds what became of rows to the hours they are about; a row that does not say when it was made
 * counts at `received`, in the system's own time. The caller holds the telemetry lock of the AI
 * system, and brings each row once.
 */
export async function changeIntake(
  tx: Context,
  aiSystemId: string,
  rows: readonly ArrivedRow[],
  received: Date,
): Promise<void> {
  const cells = new Map<string, ArrivedRow & { hour: string; count: number }>()
  for (const row of rows) {
    const hour = Math.floor((row.predictedAt ?? received.getTime()) / millisecondsPerHour)
    const key = `${row.versionId} ${hour} ${row.kind}`
    const cell = cells.get(key)
    if (cell !== undefined) cell.count += 1
    else {
      const began = new Date(hour * millisecondsPerHour).toISOString()
      cells.set(key, { ...row, hour: began, count: 1 })
    }
  }
  if (cells.size === 0) return
  const all = [...cells.values()]
  await sql`
    insert into intake_hours as stored
      (ai_system_id, version_id, hour, kind, organization_id, count)
    select ${aiSystemId}::uuid, version_id, hour, kind, ${tx.organizationId}::uuid, count
    from unnest(
      ${all.map((cell) => cell.versionId)}::uuid[], ${all.map((cell) => cell.hour)}::timestamptz[],
      ${all.map((cell) => cell.kind)}::text[], ${all.map((cell) => cell.count)}::bigint[]
    ) as added (version_id, hour, kind, count)
    on conflict (ai_system_id, version_id, hour, kind)
      do update set count = stored.count + excluded.count`.execute(tx.db)
}

/** Whether the refused rows of this post are yet to be counted; asked under the telemetry lock. */
export async function isNewRefusal(
  tx: Context,
  aiSystemId: string,
  post: { bytes: Buffer; rows: number },
): Promise<boolean> {
  const noted = await tx.db
    .insertInto('refused_posts')
    .values({
      ai_system_id: aiSystemId,
      digest: hash('sha256', post.bytes, 'buffer'),
      organization_id: tx.organizationId,
      rows: post.rows,
      received_at: tx.now(),
    })
    .onConflict((clash) => clash.doNothing())
    .returning('rows')
    .executeTakeFirst()
  return noted !== undefined
}
