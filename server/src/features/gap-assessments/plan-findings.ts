import { isGap } from '@primum/core/frameworks/gap'
import type { Reason } from '@primum/core/shared/result'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { openFinding } from '../findings/open-finding.ts'
import { namedOwners } from '../statements/named-owners.ts'
import { loadGapAssessment } from './present.ts'
import type { GapAssessment, GapLine } from './present.ts'
import { planFindingsRequest } from './schemas.ts'
import { lockOpen } from './store.ts'

/** Opens a finding for each of some gaps: all of them, or none where one cannot be planned. */
export async function planFindings(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<GapAssessment> {
  ctx.authorize('gap-assessments.write')
  const request = parse(planFindingsRequest, input)
  return ctx.transaction(async (tx) => {
    const { framework, number } = await lockOpen(tx, id)
    const { lines } = await loadGapAssessment(tx, id)
    const byId = new Map(lines.map((line) => [line.requirementId, line]))
    const wanted = [...new Set(request.requirementIds)]
    const problems = wanted.flatMap((each) => problemOf(each, byId.get(each)))
    if (problems.length > 0) throw refusedBecause(problems)
    const ownerOf = await namedOwners(tx, framework)
    const planned: { requirementId: string; findingId: string }[] = []
    for (const requirementId of wanted) {
      const line = byId.get(requirementId)!
      const ownerId = request.ownerId === undefined ? ownerOf(requirementId) : request.ownerId
      const finding = await openFinding(tx, {
        title: `${requirementId} ${line.title}: ${words[line.gap] ?? line.gap}`.slice(0, 300),
        description: descriptionOf(line, request.note),
        ...{ severity: request.severity, ownerId },
        ...(request.dueAt === undefined ? {} : { dueAt: request.dueAt }),
        source: { type: 'gap-assessment', reference: `${framework}, gap assessment ${number}` },
      })
      planned.push({ requirementId, findingId: finding.id })
      const said = { finding_id: finding.id, revision: line.revision }
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
    }
    appendEntry(tx, {
      action: 'gap-assessments.plan',
      subject: { type: 'gap-assessments', id },
      before: null,
      after: { planned },
    })
    return loadGapAssessment(tx, id)
  })
}

const words: Partial<Record<GapLine['gap'], string>> = {
  unproven: 'nothing shows that it is in place',
  partial: 'met in part',
  planned: 'its controls do not operate yet',
  missing: 'nothing is in place',
  failing: 'its controls no longer hold',
  contested: 'found not to be in place',
}

function descriptionOf({ reason, note }: GapLine, toDo: string | null): string {
  const sentences = [`${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`, note, toDo ?? '']
  return sentences.filter(Boolean).join('\n\n').slice(0, 4000)
}

function problemOf(requirementId: string, line: GapLine | undefined): Reason[] {
  const where = '/gap-assessments'
  if (line === undefined) {
    const message = `${requirementId.slice(0, 120)} is no requirement of this framework.`
    return [{ code: 'no-requirement', message, remedy: 'Take ids of its lines.', where }]
  }
  if (!isGap(line.gap)) {
    const message = `${requirementId}: there is no gap to plan for (${line.reason}).`
    return [{ code: 'no-gap', message, remedy: 'Leave it out.', where }]
  }
  const { finding } = line
  if (finding === null || finding.status === 'verified') return []
  const message = `${requirementId}: ${finding.reference} is about it already.`
  const planned = `/findings/${finding.id}`
  return [{ code: 'planned-already', message, remedy: 'Work on that finding.', where: planned }]
}
