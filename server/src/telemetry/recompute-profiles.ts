import { addPrediction, emptyProfile, encodeProfile } from '@primum/core/monitoring/profile'
import type { Profile } from '@primum/core/monitoring/profile'
import type { Segment } from '@primum/core/monitoring/segment'
import { isOverall, segmentKey } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { segmentsOf } from './segments.ts'
import { versionsById } from './version-rules.ts'

export type DayProfile = Segment & { day: string; body: Uint8Array }

/**
 * The profiles of a version as its stored rows alone give them, in the order of day and segment:
 * the stored profiles must equal these, byte for byte. Reads one day at a time; changes nothing.
 */
export async function recomputeProfiles(ctx: Context, versionId: string): Promise<DayProfile[]> {
  const owner = await ctx.db
    .selectFrom('versions')
    .select('ai_system_id')
    .where('id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (owner === undefined) throw notFound('version', versionId)
  const aiSystemId = owner.ai_system_id
  const version = (await versionsById(ctx, aiSystemId, [versionId])).get(versionId)
  if (version === undefined || version.binning === null) return []
  const { binning } = version
  const days = await ctx.services.telemetry.daysOf(ctx, aiSystemId, versionId)
  const profiles: DayProfile[] = []
  for (const { day } of days) {
    const cells = new Map<string, { segment: Segment; profile: Profile }>()
    for (const row of await ctx.services.telemetry.rowsOfDay(ctx, aiSystemId, versionId, day)) {
      for (const segment of segmentsOf(version, row)) {
        const key = segmentKey(segment)
        const cell = cells.get(key) ?? { segment, profile: emptyProfile(binning) }
        cells.set(key, cell)
        const features = isOverall(segment) ? row.features : null
        addPrediction(cell.profile, binning, { score: row.score, label: row.label, features })
      }
    }
    const sorted = [...cells].sort(([a], [b]) => (a < b ? -1 : 1))
    profiles.push(
      ...sorted.map(([, { segment, profile }]) => ({
        ...segment,
        day,
        body: encodeProfile(profile),
      })),
    )
  }
  return profiles
}
