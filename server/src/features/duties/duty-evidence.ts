import type { DutyEvidence } from '@primum/core/duties/duty-proof'
import type { Context } from '../../context.ts'
import { selectEvidence } from '../evidence/select-evidence.ts'

/** How many pieces come with a duty; all of them are listed by their target. */
const newest = 100

/** The evidence that is linked to a duty: of its AI system, or of the whole organization. */
export async function selectDutyEvidence(
  ctx: Context,
  duty: { requirement_id: string; ai_system_id: string },
  today: string,
) {
  const rows = await selectEvidence(ctx)
    .innerJoin('evidence_links as link', 'link.evidence_id', 'evidence.id')
    .select(['link.id as link_id', 'link.ai_system_id', 'link.note', 'link.created_at as linked'])
    .select((eb) =>
      eb
        .selectFrom('evidence_versions as now')
        .whereRef('now.evidence_id', '=', 'evidence.id')
        .where('now.effective_from', '<=', today)
        .where((on) =>
          on.or([on('now.governs_until', 'is', null), on('now.governs_until', '>', today)]),
        )
        .select((max) => max.fn.max('now.uploaded_at').as('at'))
        .as('renewed'),
    )
    .where('link.target_type', '=', 'obligation')
    .where('link.target_id', '=', duty.requirement_id)
    .where((eb) =>
      eb.or([eb('link.ai_system_id', '=', duty.ai_system_id), eb('link.ai_system_id', 'is', null)]),
    )
    .orderBy('link.created_at', 'desc')
    .orderBy('link.id')
    .limit(newest)
    .execute()
  return rows.map((row) => {
    const { current_from: from, current_until: until, next_from: next } = row
    const facts: DutyEvidence = {
      withdrawnOn: row.withdrawn_at?.toISOString().slice(0, 10) ?? null,
      current: from === null ? null : { effectiveFrom: from, effectiveUntil: until },
      next: next === null ? null : { effectiveFrom: next, effectiveUntil: null },
      reviewMonths: row.review_months,
      linkedAt: row.linked.toISOString(),
      renewedAt: row.renewed?.toISOString() ?? null,
    }
    return {
      ...{ id: row.id, linkId: row.link_id, title: row.title, kind: row.kind, note: row.note },
      ofOrganization: row.ai_system_id === null,
      facts,
    }
  })
}
