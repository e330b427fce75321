import { completeness } from '@primum/core/questionnaires/completeness'
import type { Questionnaire, Section } from '@primum/core/questionnaires/questionnaire'
import { scoreQuestionnaire } from '@primum/core/questionnaires/score'
import { visibleSections } from '@primum/core/questionnaires/visible-questions'
import { impactGateReasons } from '@primum/core/risk/impact-gates'
import { scoreOrganisationalRisk } from '@primum/core/risk/organisational-risk'
import type { ScoredRisk } from '@primum/core/risk/organisational-risk'
import { unrecordedConcerns } from '@primum/core/risk/risk-acceptance'
import { clinicalUseOf } from '@primum/core/risk/tiering-content'
import type { Tier } from '@primum/core/risk/tiering-content'
import type { Reason } from '@primum/core/shared/result'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { currentClassification } from '../classifications/current-classification.ts'
import { formOf, questionnaireOf } from './kinds.ts'
import type { AssessmentKind } from './kinds.ts'
import type { assessmentResult, storedAnswer } from './schemas.ts'
import type { treatment } from './treatment-schemas.ts'

export type StoredAnswer = z.infer<typeof storedAnswer>
export type Treatment = z.infer<typeof treatment>
export type AssessmentBody = { answers: StoredAnswer[]; treatment: Treatment }

export const noTreatment: Treatment = {
  treatmentPlans: [],
  executiveDecisions: [],
  councilDecision: null,
  risks: [],
}

export type Assessed = {
  questionnaire: Questionnaire
  sections: Section[]
  tier: Tier | null
  result: Omit<z.infer<typeof assessmentResult>, 'blockers' | 'risks'> & {
    blockers: Reason[]
    risks: ScoredRisk[]
  }
}

/** Asks, scores and weighs an assessment by the system as it is now. */
export async function assess(
  ctx: Context,
  system: AiSystem,
  kind: AssessmentKind,
  body: AssessmentBody,
): Promise<Assessed> {
  const { content } = ctx.services
  const questionnaire = await content.questionnaire(questionnaireOf[kind])
  const tiering = await content.tiering()
  const { tier } = await currentClassification(ctx, system)
  const form = formOf(kind, tier, tiering)
  const facts = { archetype: system.archetype, traits: system.traits, form }
  const { answers } = body
  const score = scoreQuestionnaire(questionnaire, answers, facts)
  const { applicable, answered, missing } = completeness(questionnaire, answers, facts)
  const findings =
    kind === 'ai-impact'
      ? {
          risks: [],
          blockers: impactGateReasons({
            questionnaire,
            answers,
            facts,
            tier,
            clinicalUse: clinicalUseOf(system.archetype, tiering),
            treatmentPlans: body.treatment.treatmentPlans,
            executiveDecisions: body.treatment.executiveDecisions,
            councilApproved: body.treatment.councilDecision !== null,
            running: system.stableVersion !== null && system.suspendedAt === null,
          }),
        }
      : await riskFindings(ctx, body.treatment, score)
  return {
    questionnaire,
    sections: visibleSections(questionnaire, facts),
    tier,
    result: {
      form,
      band: score.band,
      score: score.score,
      sections: score.sections,
      applicable,
      answered,
      missing,
      risks: findings.risks,
      blockers: findings.blockers.map((reason) => placed(reason, system.id)),
    },
  }
}

/**
 * The questions look at every category, so that one found low needs no further word; one found high
 * or critical needs its risk recorded, and each recorded risk treated and accepted.
 */
async function riskFindings(
  ctx: Context,
  { risks }: Treatment,
  score: ReturnType<typeof scoreQuestionnaire>,
) {
  const register = { risks, nothingFound: [] }
  const today = ctx.now().toISOString().slice(0, 10)
  const content = await ctx.services.content.organisationalRisk()
  const scored = scoreOrganisationalRisk(register, content, today)
  return {
    risks: scored.categories.flatMap((category) => category.risks),
    blockers: [
      ...unrecordedConcerns(score, register),
      ...scored.blockers.filter(({ code }) => code !== 'risk-category-not-assessed'),
    ],
  }
}

function placed(reason: Reason, id: string): Reason {
  return reason.where === undefined
    ? reason
    : { ...reason, where: reason.where.replace('{id}', id) }
}
