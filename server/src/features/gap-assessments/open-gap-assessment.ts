import type { Context } from '../../context.ts'
import { conflict, notFound } from '../../errors.ts'
import { isUniqueViolation } from '../../db/unique-violation.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadGapAssessment } from './present.ts'
import type { GapAssessment } from './present.ts'
import { openGapAssessmentRequest } from './schemas.ts'

/**
 * Opens the next gap assessment of a framework. What the last one found and what was planned and is
 * not closed is carried over; what is computed is computed anew.
 */
export async function openGapAssessment(ctx: Context, input: unknown): Promise<GapAssessment> {
  ctx.authorize('gap-assessments.write')
  const { framework } = parse(openGapAssessmentRequest, input)
  const { frameworks } = await libraryOf(ctx)
  if (!frameworks.has(framework)) throw notFound('framework', framework)
  return ctx.transaction(async (tx) => {
    const last = await tx.db
      .selectFrom('gap_assessments')
      .select(['id', 'number'])
      .where('organization_id', '=', tx.organizationId)
      .where('framework', '=', framework)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const id = tx.newId()
    await tx.db
      .insertInto('gap_assessments')
      .values({
        id,
        organization_id: tx.organizationId,
        framework,
        number: (last?.number ?? 0) + 1,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
      .catch((error: unknown) => {
        if (!isUniqueViolation(error)) throw error
        const message = 'A gap assessment of this framework is open already.'
        throw conflict('gap-assessment-open', message, 'Go on with it, or close it.')
      })
    if (last !== undefined) await insertCarriedOver(tx, last, id)
    const after = await loadGapAssessment(tx, id)
    appendEntry(tx, {
      action: 'gap-assessments.open',
      subject: { type: 'gap-assessments', id },
      before: null,
      after: { framework, number: after.number, carriedFrom: last?.number ?? null },
    })
    return after
  })
}

/** A closed finding is history: it belongs to the assessment that planned it. */
async function insertCarriedOver(tx: Context, last: { id: string; number: number }, id: string) {
  const rows = await tx.db
    .selectFrom('gap_items')
    .leftJoin('findings', 'findings.id', 'gap_items.finding_id')
    .select(['requirement_id', 'judgement', 'note', 'finding_id', 'status', 'carried_from'])
    .select(['judged_by', 'judged_at'])
    .where('gap_assessment_id', '=', last.id)
    .execute()
  const carried = rows
    .map(({ status, ...row }) => ({
      ...row,
      finding_id: status === 'verified' ? null : row.finding_id,
    }))
    .filter((row) => row.judgement !== null || row.finding_id !== null)
  if (carried.length === 0) return
  await tx.db
    .insertInto('gap_items')
    .values(
      carried.map((row) => ({
        ...row,
        gap_assessment_id: id,
        organization_id: tx.organizationId,
        judged_by: row.judged_by === null ? null : JSON.stringify(row.judged_by),
        revision: row.judgement === null ? 0 : 1,
        carried_from: row.judgement === null ? null : (row.carried_from ?? last.number),
      })),
    )
    .execute()
}
