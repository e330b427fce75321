import { sql } from 'kysely'
import { freshness } from '@primum/core/evidence/freshness'
import type { Context } from '../../context.ts'

export type ControlEvidence = { id: string; title: string; valid: boolean; reason: string }

/**
 * What is linked to each of many controls and whether it counts today, with one question; `most` cuts
 * what is found for all of them, in the order of titles.
 */
export async function loadEvidenceOf(
  ctx: Context,
  controlIds: readonly string[],
  most: number | null = null,
): Promise<Map<string, ControlEvidence[]>> {
  if (controlIds.length === 0) return new Map()
  const today = ctx.now().toISOString().slice(0, 10)
  const rows = await ctx.db
    .selectFrom(linksOf(ctx, controlIds).as<'links'>(sql.ref('links')))
    .innerJoin('evidence', 'evidence.id', 'links.evidence_id')
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
    .select(['links.target_id', 'evidence.id', 'evidence.title', 'evidence.withdrawn_at'])
    .select(['evidence.review_months', 'current.from', 'current.until'])
    .select((eb) =>
      eb
        .selectFrom('evidence_versions')
        .select((min) => min.fn.min('effective_from').as('from'))
        .whereRef('evidence_versions.evidence_id', '=', 'evidence.id')
        .where('effective_from', '>', today)
        .as('next'),
    )
    .orderBy('evidence.title')
    .orderBy('evidence.id')
    .$if(most !== null, (every) => every.limit(most ?? 0))
    .execute()
  const found = Map.groupBy(rows, (row) => row.target_id)
  return new Map(
    [...found].map(([controlId, linked]) => [controlId, linked.map((row) => judge(row, today))]),
  )
}

export type EvidenceCount = { linked: number; valid: number }

/**
 * How much is linked to each of many controls and how much of it counts today, by the last day on
 * which each version may be relied on: as `freshness` in core says, which a test compares.
 */
export async function countEvidenceOf(
  ctx: Context,
  controlIds: readonly string[],
): Promise<Map<string, EvidenceCount>> {
  if (controlIds.length === 0) return new Map()
  const today = sql`${ctx.now().toISOString().slice(0, 10)}::date`
  const { rows } = await sql<EvidenceCount & { target_id: string }>`
    select target_id, count(*) as linked, count(governing.evidence_id) as valid
    from ${linksOf(ctx, controlIds)} as links
    left join evidence_versions as governing on governing.evidence_id = links.evidence_id
      and governing.effective_from <= ${today}
      and (governing.governs_until is null or governing.governs_until > ${today})
      and (governing.good_until is null or governing.good_until >= ${today})
      and links.evidence_id not in (select id from evidence
        where organization_id = ${ctx.organizationId} and withdrawn_at is not null)
    group by target_id`.execute(ctx.db)
  return new Map(rows.map(({ target_id: id, linked, valid }) => [id, { linked, valid }]))
}

/** Each piece once for each control, however often it is linked to it. */
function linksOf(ctx: Context, controlIds: readonly string[]) {
  return sql<{ target_id: string; evidence_id: string }>`(select distinct target_id, evidence_id
    from evidence_links where organization_id = ${ctx.organizationId} and target_type = 'control'
      and target_id = any(${[...controlIds]}::text[]))`
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
