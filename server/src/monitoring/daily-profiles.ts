import { decodeProfile, emptyProfile, mergeInto } from '@primum/core/monitoring/profile'
import type { Profile } from '@primum/core/monitoring/profile'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { addDays } from '@primum/core/monitoring/days'
import { segmentKey } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'

/** The daily profiles of one version in a span of days, by segment and day. */
export type DailyProfiles = {
  day: (segment: Segment, day: string) => Profile | null
  /** The values of an attribute that were loaded. */
  values: (attribute: string) => string[]
  /** All days of the span `from` to `to`, both included, merged; to be read only. */
  window: (segment: Segment, from: string, to: string) => Profile
}

/** A profile as it is stored. */
export type ProfileRow = { day: string; attribute: string; value: string; body: Uint8Array }

export async function loadDailyProfiles(
  ctx: Context,
  version: { id: string; baseline: Baseline },
  span: { from: string; to: string },
  segments: readonly Segment[] | null,
): Promise<DailyProfiles> {
  const rows = await selectDailyProfiles(ctx, version.id, span, segments)
  return dailyProfilesOf(rows, version.baseline)
}

/** Those of the attributes of these segments, or all where null. */
export async function selectDailyProfiles(
  ctx: Context,
  versionId: string,
  span: { from: string; to: string },
  segments: readonly Segment[] | null,
): Promise<ProfileRow[]> {
  let select = ctx.db
    .selectFrom('profiles')
    .select(['day', 'attribute', 'value', 'body'])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
  if (segments !== null) {
    const attributes = [...new Set(segments.map((segment) => segment.attribute))]
    select = select.where('attribute', 'in', attributes.length === 0 ? [''] : attributes)
  }
  return select.execute()
}

/** Rows are decoded when somebody asks for their day. */
export function dailyProfilesOf(rows: readonly ProfileRow[], baseline: Baseline): DailyProfiles {
  const bodies = new Map(rows.map((row) => [`${segmentKey(row)}\n${row.day}`, row.body]))
  const decoded = new Map<string, Profile>()
  // Most monitors look at everyone over the same days.
  const merged = new Map<string, Profile>()
  const dayOf = (segment: Segment, day: string): Profile | null => {
    const key = `${segmentKey(segment)}\n${day}`
    const known = decoded.get(key)
    if (known !== undefined) return known
    const body = bodies.get(key)
    if (body === undefined) return null
    const profile = decodeProfile(body)
    decoded.set(key, profile)
    return profile
  }
  return {
    day: dayOf,
    values: (attribute) => [
      ...new Set(rows.filter((row) => row.attribute === attribute).map((row) => row.value)),
    ],
    window: (segment, from, to) => {
      const key = `${segmentKey(segment)}\n${from}\n${to}`
      const known = merged.get(key)
      if (known !== undefined) return known
      const sum = emptyProfile(baseline)
      merged.set(key, sum)
      for (let day = from; day <= to; day = addDays(day, 1)) {
        const profile = dayOf(segment, day)
        if (profile !== null) mergeInto(sum, profile)
      }
      return sum
    },
  }
}
