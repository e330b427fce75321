import type { Tier, TieringContent } from '@primum/core/risk/tiering-content'
import type { QuestionnaireId } from '../../content.ts'
import type { assessmentKinds } from './schemas.ts'

export type AssessmentKind = (typeof assessmentKinds)[number]

export const questionnaireOf: Record<AssessmentKind, QuestionnaireId> = {
  'organisational-risk': 'organisational-risk-assessment',
  'ai-impact': 'ai-impact-assessment',
}

/** Which questions the tier asks; an unclassified system is asked all of them. */
export function formOf(kind: AssessmentKind, tier: Tier | null, tiering: TieringContent): string {
  const forms = tiering.tiers.find((level) => level.tier === tier)?.forms
  if (forms === undefined) return 'full'
  return kind === 'ai-impact' ? forms.impactAssessment : forms.organisationalRiskAssessment
}

/** Months after which the tier asks for a new assessment, as its content says in words. */
export function reassessmentMonths(tier: Tier | null, tiering: TieringContent): number {
  const level = tiering.tiers.find((each) => each.tier === (tier ?? 1))
  const months = /every (\d+) months/.exec(level?.requires.reassessment ?? '')?.[1]
  if (months === undefined) throw new RangeError(`tier ${tier} has no reassessment period`)
  return Number(months)
}
