import { reviewDaySchema } from '@primum/core/monitoring/review-day'
import type { ReviewDay, ReviewDays } from '@primum/core/monitoring/review-day'
import { segmentKey } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'

/** The reviewed outputs of a version, for one segment. */
export type Reviews = {
  (segment: Segment): ReviewDays
  /** the values of an attribute that were loaded */
  values: (attribute: string) => string[]
}

export const noReviews: Reviews = Object.assign(() => () => null, { values: () => [] })

/** The reviewed outputs of a version in a span of days, for the attributes of these segments. */
export async function loadReviews(
  ctx: Context,
  versionId: string,
  span: { from: string; to: string },
  segments: readonly Segment[],
): Promise<Reviews> {
  const attributes = [...new Set(['', ...segments.map(({ attribute }) => attribute)])]
  const rows = await ctx.db
    .selectFrom('review_profiles')
    .select(['day', 'attribute', 'value', 'body'])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
    .where('attribute', 'in', attributes)
    .execute()
  const bodies = new Map(rows.map((row) => [`${segmentKey(row)}\n${row.day}`, row.body]))
  const read = new Map<string, ReviewDay>()
  const daysOf = (segment: Segment) => (day: string) => {
    const key = `${segmentKey(segment)}\n${day}`
    const known = read.get(key)
    if (known !== undefined) return known
    const body = bodies.get(key)
    if (body === undefined) return null
    const parsed = reviewDaySchema.parse(body)
    read.set(key, parsed)
    return parsed
  }
  return Object.assign(daysOf, {
    values: (attribute: string) => [
      ...new Set(rows.filter((row) => row.attribute === attribute).map((row) => row.value)),
    ],
  })
}

/** The days on which outputs of a version were first reviewed, or null where none was. */
export async function reviewedDays(
  ctx: Context,
  versionId: string,
): Promise<{ from: string; to: string } | null> {
  const found = await ctx.db
    .selectFrom('review_profiles')
    .select((eb) => [eb.fn.min('day').as('from'), eb.fn.max('day').as('to')])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('attribute', '=', '')
    .executeTakeFirst()
  return found?.from && found.to ? { from: found.from, to: found.to } : null
}
