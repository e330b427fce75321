import type { z } from 'zod'
import { showDayCounts } from '@primum/core/fairness/day-counts'
import { decodeProfile } from '@primum/core/monitoring/profile'
import { unlabelledCount } from '@primum/core/monitoring/profile-views'
import type { Context } from '../../context.ts'
import type { DayCount } from '../../telemetry/port.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import type { telemetry } from './schemas.ts'

const shownDays = 400

/**
 * What has arrived of an AI system. Profiles tell at once; rows are counted where there are none.
 * Days of 1 to 10 people are hidden, and are in a total only where it does not tell them.
 */
export async function readTelemetry(
  ctx: Context,
  aiSystemId: string,
): Promise<z.infer<typeof telemetry>> {
  ctx.authorize('monitoring.read')
  await systemClock(ctx, aiSystemId)
  const counts = [
    ...(await countInProfiles(ctx, aiSystemId)),
    ...(await countInRows(ctx, aiSystemId)),
  ]
  const days = new Map<string, DayCount>()
  for (const { day, predictions, labelled } of counts) {
    const sum = days.get(day) ?? { day, predictions: 0, labelled: 0 }
    days.set(day, {
      day,
      predictions: sum.predictions + predictions,
      labelled: sum.labelled + labelled,
    })
  }
  const state = await ctx.db
    .selectFrom('telemetry_state')
    .select(['last_predicted_at', 'last_received_at'])
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  const first = await ctx.services.telemetry.firstPredictedAt(ctx, aiSystemId)
  const shown = showDayCounts([...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)))
  return {
    predictions: shown.predictions,
    outcomes: shown.outcomes,
    daysNotCounted: shown.notCounted,
    firstPredictedAt: first?.toISOString() ?? null,
    lastPredictedAt: state?.last_predicted_at?.toISOString() ?? null,
    lastReceivedAt: state?.last_received_at?.toISOString() ?? null,
    days: shown.days.slice(-shownDays),
  }
}

async function countInProfiles(ctx: Context, aiSystemId: string): Promise<DayCount[]> {
  const rows = await ctx.db
    .selectFrom('versions')
    .innerJoin('profiles', 'profiles.version_id', 'versions.id')
    .select(['profiles.day', 'profiles.body'])
    .where('versions.ai_system_id', '=', aiSystemId)
    .where('versions.organization_id', '=', ctx.organizationId)
    .where('attribute', '=', '')
    .where('value', '=', '')
    .execute()
  return rows.map(({ day, body }) => {
    const profile = decodeProfile(body)
    return { day, predictions: profile.n, labelled: profile.n - unlabelledCount(profile) }
  })
}

async function countInRows(ctx: Context, aiSystemId: string): Promise<DayCount[]> {
  const versions = await ctx.db
    .selectFrom('versions')
    .select('id')
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('baseline_id', 'is', null)
    .execute()
  const counts = await Promise.all(
    versions.map((version) => ctx.services.telemetry.daysOf(ctx, aiSystemId, version.id)),
  )
  return counts.flat()
}
