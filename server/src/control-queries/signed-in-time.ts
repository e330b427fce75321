import { sql } from 'kysely'
import type { TestedSubject } from '@primum/core/controls/tested-subjects'
import { addMonths } from '@primum/core/risk/calendar-months'
import type { Context } from '../context.ts'
import { assessedFacts, changedFields } from '../features/assessments/assessed-facts.ts'
import type { AssessedFacts } from '../features/assessments/assessed-facts.ts'
import type { AssessmentKind } from '../features/assessments/kinds.ts'
import { loadProductionSystems, systemSubject } from './tested-systems.ts'

const words: Record<AssessmentKind, string> = {
  'ai-impact': 'AI impact assessment',
  'organisational-risk': 'organisational risk assessment',
}

/**
 * Whether each production system has a signed assessment that is young enough, and was made of the
 * system as it is: one of another intended use says nothing of this one.
 */
export async function askSignedInTime(
  ctx: Context,
  kind: AssessmentKind,
  { tiers, months }: { tiers: readonly number[]; months: number },
  now: Date,
): Promise<{ subjects: TestedSubject[] }> {
  const systems = await loadProductionSystems(ctx, tiers)
  const signed = await loadSigned(ctx, kind)
  const subjects = systems.map((system) => {
    const found = signed.get(system.id)
    if (found === undefined) return systemSubject(system, false, `it has no signed ${words[kind]}`)
    const on = found.signedAt.toISOString().slice(0, 10)
    const ends = addMonths(found.signedAt, months)
    if (ends.getTime() <= now.getTime()) {
      return systemSubject(system, false, `its ${words[kind]} was signed on ${on}: too long ago`)
    }
    const changed = found.facts === null ? [] : changedFields(found.facts, assessedFacts(system))
    if (changed.length > 0) {
      const reason = `its ${words[kind]} was signed on ${on}, and changed since: ${changed.join(', ')}`
      return systemSubject(system, false, reason)
    }
    return systemSubject(system, true, `its ${words[kind]} was signed on ${on}`)
  })
  return { subjects }
}

type Signed = { signedAt: Date; facts: AssessedFacts | null }

/** A system has one signed assessment of a kind; it is as old as its first signature. */
async function loadSigned(ctx: Context, kind: AssessmentKind): Promise<Map<string, Signed>> {
  const rows = await ctx.db
    .selectFrom('assessments')
    .innerJoin('assessment_revisions', (join) =>
      join
        .onRef('assessment_revisions.assessment_id', '=', 'assessments.id')
        .onRef('assessment_revisions.revision', '=', 'assessments.signed_revision'),
    )
    .innerJoin('sign_offs', (join) =>
      join
        .on('sign_offs.subject_type', '=', 'assessments')
        .on(sql<boolean>`sign_offs.subject_id = assessments.id::text`)
        .onRef('sign_offs.organization_id', '=', 'assessments.organization_id'),
    )
    .select('assessments.ai_system_id')
    .select((eb) => eb.fn.min('sign_offs.created_at').as('signed_at'))
    .select(sql<AssessedFacts | null>`assessment_revisions.result->'signed'->'facts'`.as('facts'))
    .where('assessments.organization_id', '=', ctx.organizationId)
    .where('assessments.kind', '=', kind)
    .where('assessments.status', '=', 'signed')
    .groupBy(['assessments.id', 'assessments.ai_system_id', 'assessment_revisions.result'])
    .execute()
  return new Map(
    rows.map(({ ai_system_id: id, signed_at: signedAt, facts }) => [id, { signedAt, facts }]),
  )
}
