import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadGapAssessment } from './present.ts'
import type { GapAssessment } from './present.ts'
import { judgeRequirementRequest } from './schemas.ts'
import { loadItem, lockOpen } from './store.ts'

/**
 * Says what was found of a requirement. It never closes a gap: that takes controls that operate. With
 * `revision` (If-Match) it refuses to overwrite what another person found meanwhile.
 */
export async function judgeRequirement(
  ctx: Context,
  id: string,
  requirementId: string,
  input: unknown,
  revision: number | null,
): Promise<GapAssessment> {
  ctx.authorize('gap-assessments.write')
  const { judgement, note } = parse(judgeRequirementRequest, input)
  return ctx.transaction(async (tx) => {
    const { framework } = await lockOpen(tx, id)
    const library = await libraryOf(tx)
    const requirement = library.requirement(requirementId)
    if (requirement?.role !== 'requirement' || !requirementId.startsWith(`${framework}:`)) {
      throw notFound('requirement of this framework', requirementId)
    }
    const before = await loadItem(tx, id, requirementId)
    const current = before?.revision ?? 0
    requireRevision(current, revision, 'judged this requirement')
    const said = {
      ...{ judgement, note, revision: current + 1, carried_from: null },
      ...{ judged_by: JSON.stringify(tx.stamp()), judged_at: tx.now() },
    }
    await tx.db
      .insertInto('gap_items')
      .values({
        ...{ gap_assessment_id: id, requirement_id: requirementId },
        ...{ organization_id: tx.organizationId, ...said },
      })
      .onConflict((clash) =>
        clash.columns(['gap_assessment_id', 'requirement_id']).doUpdateSet(said),
      )
      .execute()
    appendEntry(tx, {
      action: 'gap-assessments.judge',
      subject: { type: 'gap-assessments', id },
      before: before === null ? null : { requirementId, ...before },
      after: { requirementId, judgement, note, revision: current + 1 },
    })
    return loadGapAssessment(tx, id)
  })
}
