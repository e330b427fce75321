import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { labelledCount } from '@primum/core/monitoring/profile-views'
import { periodDays } from '@primum/core/monitoring/rollback-soak'
import type { ServedPeriod } from '@primum/core/monitoring/rollback-soak'
import { overallSegment } from '@primum/core/monitoring/segment'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { loadDailyProfiles } from './daily-profiles.ts'
import { maturedDay } from './judge-monitors.ts'

/** How a version did each time that it was in production, whoever has acknowledged what since. */
export async function readServedPeriods(
  tx: Context,
  system: AiSystem,
  version: { id: string; baseline: Baseline | null },
  { periods, now }: { periods: readonly StablePeriod[]; now: string },
): Promise<ServedPeriod[]> {
  const own = periods.filter((period) => period.versionId === version.id)
  const failed = await tx.db
    .selectFrom('alarms')
    .select('epoch_sequence')
    .where('organization_id', '=', tx.organizationId)
    .where('version_id', '=', version.id)
    .where('level', '=', 'critical')
    .where(sql<boolean>`(verdict->>'confirmed')::boolean`)
    .execute()
  const found: ServedPeriod[] = []
  for (const period of own) {
    found.push({
      days: periodDays(period, now),
      maturedOutcomes: await outcomesOf(tx, system, version, { period, now }),
      failed: failed.some(({ epoch_sequence }) => epoch_sequence === period.sequence),
    })
  }
  return found
}

/** Counted by whole days: the day of a change belongs to the version that ends it. */
async function outcomesOf(
  tx: Context,
  system: AiSystem,
  { id, baseline }: { id: string; baseline: Baseline | null },
  { period, now }: { period: StablePeriod; now: string },
): Promise<number> {
  const matured = maturedDay(system, now)
  const last = period.to === null ? matured : addDays(dayOfInstant(period.to), -1)
  const span = { from: dayOfInstant(period.from), to: last < matured ? last : matured }
  if (baseline === null || span.from > span.to) return 0
  const profiles = await loadDailyProfiles(tx, { id, baseline }, span, [overallSegment])
  const window = profiles.window(overallSegment, span.from, span.to)
  return labelledCount(window, system.labelPolicy)
}
