import { sql } from 'kysely'
import { freshness } from '@primum/core/evidence/freshness'
import type { Context } from '../../context.ts'

export type ControlEvidence = { id: string; title: string; valid: boolean; reason: string }

/** What is linked to each of many controls and whether it counts today, with one question. */
export async function loadEvidenceOf(
  ctx: Context,
  controlIds: readonly string[],
): Promise<Map<string, ControlEvidence[]>> {
  if (controlIds.length === 0) return new Map()
  const today = ctx.now().toISOString().slice(0, 10)
  const rows = await ctx.db
    .selectFrom('evidence_links')
    .innerJoin('evidence', 'evidence.id', 'evidence_links.evidence_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('evidence_versions')
          .select(['effective_from as from', 'effective_until as until'])
          .whereRef('evidence_versions.evidence_id', '=', 'evidence.id')
          .where('effective_from', '<=', today)
          .where((on) => on.or([on('governs_until', 'is', null), on('governs_until', '>', today)]))
          .as('current'),
      (join) => join.onTrue(),
    )
    .select(['evidence_links.target_id', 'evidence.id', 'evidence.title', 'evidence.withdrawn_at'])
    .select(['evidence.review_months', 'current.from', 'current.until'])
    .select((eb) =>
      eb
        .selectFrom('evidence_versions')
        .select((min) => min.fn.min('effective_from').as('from'))
        .whereRef('evidence_versions.evidence_id', '=', 'evidence.id')
        .where('effective_from', '>', today)
        .as('next'),
    )
    .distinct()
    .where('evidence_links.organization_id', '=', ctx.organizationId)
    .where('evidence_links.target_type', '=', 'control')
    .where(sql<boolean>`evidence_links.target_id = any(${[...controlIds]}::text[])`)
    .orderBy('evidence.title')
    .orderBy('evidence.id')
    .execute()
  const found = Map.groupBy(rows, (row) => row.target_id)
  return new Map(
    [...found].map(([controlId, linked]) => [controlId, linked.map((row) => judge(row, today))]),
  )
}

type Row = {
  id: string
  title: string
  withdrawn_at: Date | null
  review_months: number | null
  from: string | null
  until: string | null
  next: string | null
}

function judge({ id, title, from, until, next, ...row }: Row, today: string): ControlEvidence {
  const { state, reason } = freshness({
    withdrawnOn: row.withdrawn_at?.toISOString().slice(0, 10) ?? null,
    current: from === null ? null : { effectiveFrom: from, effectiveUntil: until },
    next: next === null ? null : { effectiveFrom: next, effectiveUntil: null },
    reviewMonths: row.review_months,
    today,
  })
  const valid = state === 'valid' || state === 'expiring'
  return { id, title, valid, reason: phrase(reason) }
}

/** Said within a sentence: without a capital and a full stop. */
function phrase(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}
