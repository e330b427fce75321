import { sql } from 'kysely'
import {
  countOutput,
  emptyReviewDay,
  reviewDaySchema,
  reviewedBy,
} from '@primum/core/monitoring/review-day'
import type { OutputReview, ReviewDay } from '@primum/core/monitoring/review-day'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import { segmentsOf } from './segments.ts'
import type { VersionRules } from './version-rules.ts'
import type { SortedReviews } from './sort-reviews.ts'
import type { StoredReview } from './stored-reviews.ts'

type Cell = {
  versionId: string
  day: string
  segment: Segment
  changes: { reviews: readonly OutputReview[]; times: 1 | -1 }[]
}

/**
 * Moves outputs from what was known of them to what is known now, in the counts of their day and
 * segments: those always equal the rows. Answers the earliest day that changed. The caller holds the
 * telemetry lock of the AI system.
 */
export async function changeReviewDays(
  tx: Context,
  aiSystemId: string,
  outputs: SortedReviews['outputs'],
  versions: ReadonlyMap<string, VersionRules>,
): Promise<string | null> {
  const cells = new Map<string, Cell>()
  for (const { before, after } of outputs.values()) {
    place(cells, before, -1, versions)
    place(cells, after, 1, versions)
  }
  const all = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
  if (all.length === 0) return null
  const bodies = await readBodies(tx, all)
  const changed = all.map(({ changes }, index) => {
    const day = bodies.get(index) ?? emptyReviewDay()
    for (const { reviews, times } of changes) countOutput(day, reviews, times)
    return JSON.stringify(day)
  })
  await sql`
    insert into review_profiles
      (version_id, day, attribute, value, organization_id, ai_system_id, body)
    select version_id, day, attribute, value, ${tx.organizationId}::uuid, ${aiSystemId}::uuid,
      body::jsonb
    from unnest(${keys(all)}, ${changed}::text[])
      as changed (version_id, day, attribute, value, body)
    on conflict (version_id, day, attribute, value) do update set body = excluded.body`.execute(
    tx.db,
  )
  return all.map(({ day }) => day).toSorted()[0] ?? null
}

/** An output counts on the day of its first review, which a review that comes late may change. */
function place(
  cells: Map<string, Cell>,
  reviews: readonly StoredReview[],
  times: 1 | -1,
  versions: ReadonlyMap<string, VersionRules>,
): void {
  const [first] = reviews.toSorted((a, b) => a.reviewedAt - b.reviewedAt)
  const version = first && versions.get(first.versionId)
  if (first === undefined || version === undefined) return
  const day = new Date(first.reviewedAt).toISOString().slice(0, 10)
  const add = (segment: Segment, counted: readonly OutputReview[]) => {
    if (counted.length === 0) return
    const key = `${version.id} ${day} ${segment.attribute}\0${segment.value}`
    const cell = cells.get(key) ?? { versionId: version.id, day, segment, changes: [] }
    cells.set(key, cell)
    cell.changes.push({ reviews: counted, times })
  }
  const { site = null, ...groups } = first.groups
  for (const segment of segmentsOf(version, { site, groups })) {
    // The name is taken: a group that is called so would count everything twice.
    if (segment.attribute !== reviewedBy) add(segment, reviews)
  }
  for (const kind of ['human', 'automated'] as const) {
    add(
      { attribute: reviewedBy, value: kind },
      reviews.filter((review) => review.kind === kind),
    )
  }
}

async function readBodies(tx: Context, cells: readonly Cell[]): Promise<Map<number, ReviewDay>> {
  const found = await sql<{ position: number; body: unknown }>`
    select wanted.position, review_profiles.body
    from unnest(${keys(cells)}) with ordinality
      as wanted (version_id, day, attribute, value, position)
    join review_profiles using (version_id, day, attribute, value)`.execute(tx.db)
  return new Map(
    found.rows.map((row) => [Number(row.position) - 1, reviewDaySchema.parse(row.body)]),
  )
}

function keys(cells: readonly Cell[]) {
  return sql`
    ${cells.map((cell) => cell.versionId)}::uuid[], ${cells.map((cell) => cell.day)}::date[],
    ${cells.map((cell) => cell.segment.attribute)}::text[],
    ${cells.map((cell) => cell.segment.value)}::text[]`
}
