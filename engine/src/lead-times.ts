import type { ColumnRoles } from './column-roles.ts'
import { resolveRoles } from './column-roles.ts'
import { type Database, sqlNumber } from './database.ts'
import type { Dataset } from './dataset.ts'
import { labelExpression, numberExpression, presentText, timeExpression } from './expressions.ts'

const most = 500_000

/**
 * Hours from the first alert of an encounter to its first event, for encounters with the outcome
 * that were alerted before it; null where the columns it needs are not named.
 */
export async function readLeadTimes(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  threshold: number | undefined,
): Promise<Float64Array | null> {
  const { time, eventTime, encounter } = roles
  if (!time || !eventTime || !encounter || threshold === undefined) return null
  const columns = resolveRoles(dataset, roles)
  const rows = await database.ask<{ hours: number }>(`
    SELECT epoch_ms(event - min(t)) / 3600000 AS hours FROM (
      SELECT *, min(e) OVER of_id AS event, max(l) OVER of_id AS happened
      FROM (SELECT ${presentText(columns.get(encounter)!)} AS id,
        ${numberExpression(columns.get(roles.score)!)} AS s,
        ${labelExpression(columns.get(roles.label)!)} AS l,
        ${timeExpression(columns.get(time)!)} AS t,
        ${timeExpression(columns.get(eventTime)!)} AS e FROM ${dataset.relation})
      WINDOW of_id AS (PARTITION BY id))
    WHERE id IS NOT NULL AND happened = 1 AND isfinite(s) AND s >= ${sqlNumber(threshold)}
      AND t < event
    GROUP BY id, event ORDER BY hash(id) LIMIT ${most}`)
  return Float64Array.from(rows, ({ hours }) => hours)
}
