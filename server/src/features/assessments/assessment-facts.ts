import type { AssessmentFact } from '@primum/core/lifecycle/gate-facts'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { assess } from './assess.ts'
import type { AssessmentKind } from './kinds.ts'
import { loadAssessments } from './store.ts'
import type { AssessmentRecord } from './store.ts'
import { outdatedBecause } from './validity.ts'

/**
 * What gates know of a system's two assessments. What the signed one says against release is
 * weighed anew, because the tier, the treatment dates and what runs may have changed since.
 */
export async function loadAssessmentFacts(
  ctx: Context,
  system: AiSystem,
): Promise<Record<AssessmentKind, AssessmentFact>> {
  const records = await loadAssessments(ctx, system.id)
  return {
    'organisational-risk': await factOf(ctx, system, records, 'organisational-risk'),
    'ai-impact': await factOf(ctx, system, records, 'ai-impact'),
  }
}

async function factOf(
  ctx: Context,
  system: AiSystem,
  all: AssessmentRecord[],
  kind: AssessmentKind,
): Promise<AssessmentFact> {
  const records = all.filter((record) => record.kind === kind)
  const signed = records.find(({ status }) => status === 'signed')
  if (signed === undefined) {
    const draft = records.some(({ status }) => status === 'draft')
    return { state: draft ? 'draft' : 'missing', blockers: [], revision: null }
  }
  const { questionnaire, tier, result } = await assess(ctx, system, kind, signed.body)
  const outdated = outdatedBecause(signed, {
    system,
    tier,
    tiering: await ctx.services.content.tiering(),
    questionnaireVersion: questionnaire.version,
    at: ctx.now(),
  })
  return {
    state: outdated.length === 0 ? 'signed' : 'outdated',
    blockers: result.blockers,
    revision: signed.signOffs.at(-1)?.digest ?? null,
  }
}
