import { sql } from 'kysely'
import {
  emptyOperations,
  mergeOperations,
  operationsDaySchema,
} from '@primum/core/monitoring/operations-day'
import type { OperationsDay } from '@primum/core/monitoring/operations-day'
import type { Context } from '../context.ts'

/** What happened on a day, at a site or nowhere in particular. */
export type OperationsChange = {
  day: string
  site: string | null
  count: (day: OperationsDay) => void
}

/**
 * Adds to the operations of each day, for everyone and for the site. The caller holds the
 * telemetry lock of the AI system, so nobody else adds at the same time.
 */
export async function changeOperations(
  tx: Context,
  aiSystemId: string,
  changes: readonly OperationsChange[],
): Promise<void> {
  const cells = new Map<string, { day: string; site: string; sum: OperationsDay }>()
  for (const { day, site, count } of changes) {
    for (const each of site === null ? [''] : ['', site]) {
      const key = `${day} ${each}`
      const cell = cells.get(key) ?? { day, site: each, sum: emptyOperations() }
      cells.set(key, cell)
      count(cell.sum)
    }
  }
  if (cells.size === 0) return
  const all = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
  const days = all.map((cell) => cell.day)
  const sites = all.map((cell) => cell.site)
  const stored = await sql<{ day: string; site: string; body: unknown }>`
    select day, site, body from unnest(${days}::date[], ${sites}::text[]) as wanted (day, site)
    join operations_profiles using (day, site)
    where ai_system_id = ${aiSystemId}`.execute(tx.db)
  for (const row of stored.rows) {
    const cell = cells.get(`${row.day} ${row.site}`)
    if (cell) mergeOperations(cell.sum, operationsDaySchema.parse(row.body))
  }
  const bodies = all.map((cell) => JSON.stringify(cell.sum))
  await sql`
    insert into operations_profiles (ai_system_id, day, site, organization_id, body)
    select ${aiSystemId}::uuid, day, site, ${tx.organizationId}::uuid, body::jsonb
    from unnest(${days}::date[], ${sites}::text[], ${bodies}::text[]) as changed (day, site, body)
    on conflict (ai_system_id, day, site) do update set body = excluded.body`.execute(tx.db)
}
