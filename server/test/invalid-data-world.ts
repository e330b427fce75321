import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { newMonitor } from '@primum/core/monitoring/monitor'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { TestServer } from './harness.ts'
import { advance, dayRows, span } from './monitoring-world.ts'
import { rollbackWorld } from './rollback-world.ts'

/** What its versions declare: a range in the unit, and a list of wards. */
const declared: FeatureSchema[] = [
  { name: 'lactate', kind: 'numeric', unit: 'mmol/L', minimum: 0, maximum: 20 },
  { name: 'ward', kind: 'categorical', categories: ['medicine', 'surgery'] },
]

type Row = Omit<ReturnType<typeof dayRows>[number]['prediction'], 'score' | 'features'> & {
  score: unknown
  features: Record<string, unknown>
}

/** What goes wrong with a row on the way, by what it is counted as. */
export const faults = {
  'unknown-feature': (row: Row) => ({ ...row, features: { ...row.features, glucose: 5 } }),
  'unreadable-value': (row: Row) => ({ ...row, features: { lactate: 'high' } }),
  // Another unit: eighteen times as much.
  'out-of-range': (row: Row) => ({ ...row, features: { lactate: 18 * 3 } }),
  'unknown-category': (row: Row) => ({ ...row, features: { ...row.features, ward: 'moon' } }),
  'wrong-score': (row: Row) => ({ ...row, score: 1.7 }),
  'refused-otherwise': (row: Row) => ({ ...row, site: 'atlantis' }),
  usable: (row: Row) => row,
}

export function rowsOf(day: number, count: number, version: string): Row[] {
  return dayRows(day, count, version, { flatten: 0 }).map(({ prediction }) => prediction)
}

/** 1.0.0 served well and 2.0.0 is live for three days; a monitor of invalid data is on. */
export async function invalidDataWorld(
  server: TestServer,
  policy: Partial<RollbackPolicy> = {},
  more: Partial<Monitor> = {},
) {
  const triggers = { metrics: ['invalid-data' as const], severities: ['critical' as const] }
  const world = await rollbackWorld(server, { mode: 'automatic', triggers, ...policy }, declared)
  const { path, lead, owner } = world
  const body = newMonitor('invalid-data', 'critical', undefined, more)
  const added = await lead.call('POST', `${path}/monitors`, body)
  if (added.status !== 201) throw new Error(JSON.stringify(added.body))
  await world.live(span(1, 5), '1.0.0', { flatten: 0 })
  await world.makeStable('2.0.0', 6)
  await world.live(span(6, 8), '2.0.0', { flatten: 0 })
  return {
    ...world,
    monitorId: added.body.id as string,
    send: (rows: unknown[]) => owner.call('POST', `${path}/predictions`, { rows }),
    advance: (day: number) => advance(owner, path, day),
    verdict: async () => {
      const { body: found } = await lead.call('GET', `${path}/monitors`)
      return found.items.find(({ key }: { key: string }) => key === 'invalid-data').verdict
    },
    counts: (): Promise<Record<string, number>> => countsOf(server, world.id),
  }
}

/** What was counted of an AI system, by kind. */
export async function countsOf(server: TestServer, id: string): Promise<Record<string, number>> {
  const { rows } = await server.owner.query(
    `select kind, sum(count)::int as count from intake_hours where ai_system_id = $1 group by kind`,
    [id],
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}
