import { usableAnswers } from '../questionnaires/answers.ts'
import type { Answer } from '../questionnaires/answers.ts'
import type { Question, Questionnaire } from '../questionnaires/questionnaire.ts'
import { scoreQuestionnaire } from '../questionnaires/score.ts'
import type { QuestionnaireScore, SectionScore } from '../questionnaires/score.ts'
import { visibleQuestions } from '../questionnaires/visible-questions.ts'
import type { QuestionnaireFacts } from '../questionnaires/visible-questions.ts'
import type { Reason } from '../shared/result.ts'
import { assessmentProblem, registrationProblem } from './assessment-state.ts'
import type { AssessmentState } from './assessment-state.ts'
import type { ClinicalUse, Tier } from './tiering-content.ts'

/** What the people decided about one dimension. Dates are ISO 8601 days. */
export type TreatmentPlan = { sectionId: string; owner: string; dueOn: string }
export type ExecutiveDecision = { sectionId: string; conditions: string; dueOn: string }

export type ImpactGateInput = {
  questionnaire: Questionnaire
  answers: readonly Answer[]
  facts: QuestionnaireFacts
  /** Null while unclassified: held to the rules of tier 1. */
  tier: Tier | null
  /** Null where the archetype is known to have none. */
  clinicalUse: ClinicalUse | null
  treatmentPlans: readonly TreatmentPlan[]
  executiveDecisions: readonly ExecutiveDecision[]
  councilApproved: boolean
  /** The system is in production now. */
  running: boolean
}

export type AssessedImpact = ImpactGateInput & {
  score: QuestionnaireScore
  gateAnswers: { question: Question; value: Answer['value'] | undefined }[]
}

const oversightQuestion = 'AIIA-SAF-2'
const releaseBlockingSections = ['safety', 'privacy']
const where = '/ai-systems/{id}/risk-and-impact'

function assessImpact(input: ImpactGateInput): AssessedImpact {
  const usable = usableAnswers(input.questionnaire, input.answers)
  const gateAnswers = visibleQuestions(input.questionnaire, input.facts)
    .filter((question) => question.gate)
    .map((question) => ({ question, value: usable.get(question.id)?.value }))
  return {
    ...input,
    score: scoreQuestionnaire(input.questionnaire, input.answers, input.facts),
    gateAnswers,
  }
}

/** Everything in the AI impact assessment that stands against release: completeness, G1 to G6. */
export function impactGateReasons(input: ImpactGateInput): Reason[] {
  const assessed = assessImpact(input)
  return [
    ...incompleteImpact(assessed),
    ...criticalGateAnswers(assessed),
    ...criticalSafetyOrPrivacy(assessed),
    ...criticalDimensions(assessed),
    ...highDimensions(assessed),
    ...unknownGateAnswers(assessed),
    ...humanOversight(assessed),
  ]
}

/** A gate that cannot see every answer refuses. */
function incompleteImpact({ score }: AssessedImpact): Reason[] {
  if (score.missing.length === 0) return []
  return [
    {
      code: 'impact-assessment-incomplete',
      message: `Unanswered: ${score.missing.join(', ')}`,
      remedy: 'Answer these questions, with unknown where nobody knows',
      who: 'Model owner',
      where,
    },
  ]
}

/** G1: any gate question answered 4 blocks release until re-assessed. */
function criticalGateAnswers({ gateAnswers }: AssessedImpact): Reason[] {
  return gateAnswers
    .filter(({ value }) => value === 4)
    .map(({ question }) => ({
      code: 'g1-gate-question-critical',
      message: `Gate question ${question.id} is answered 4 (unacceptable): ${question.text}`,
      remedy: `Remove the concern, then answer ${question.id} again${evidenceHint(question)}`,
      who: 'Model owner',
      where,
    }))
}

/** G2: safety or privacy critical blocks release; a running system is suspended or justified. */
function criticalSafetyOrPrivacy({ score, running }: AssessedImpact): Reason[] {
  return inBand(score, 'critical')
    .filter((section) => releaseBlockingSections.includes(section.sectionId))
    .flatMap((section) => {
      const blocked: Reason = {
        code: 'g2-safety-or-privacy-critical',
        message: `${describe(section)}: release is blocked`,
        remedy: `Lower the concerns in ${section.title.toLowerCase()} and assess it again`,
        who: 'Model owner',
        where,
      }
      if (!running) return [blocked]
      const suspend: Reason = {
        code: 'g2-suspend-or-justify',
        message: `The system is running while ${section.title.toLowerCase()} is critical`,
        remedy: 'Suspend it, or record why it may run on, within one business day',
        who: 'Governance lead',
        where: '/ai-systems/{id}',
      }
      return [blocked, suspend]
    })
}

/** G3: any other dimension critical needs an executive decision with dated conditions. */
function criticalDimensions({ score, executiveDecisions }: AssessedImpact): Reason[] {
  return inBand(score, 'critical')
    .filter((section) => !releaseBlockingSections.includes(section.sectionId))
    .filter(
      (section) =>
        !executiveDecisions.some(
          ({ sectionId, conditions, dueOn }) =>
            sectionId === section.sectionId && conditions.trim() !== '' && dueOn !== '',
        ),
    )
    .map((section) => ({
      code: 'g3-executive-decision-missing',
      message: `${describe(section)} and no executive has decided on it`,
      remedy: 'Record the decision of an executive, with conditions and their dates',
      who: 'Executive sponsor',
      where,
    }))
}

/** G4: any dimension high needs a treatment plan with owner and date, and council approval. */
function highDimensions(assessed: AssessedImpact): Reason[] {
  const high = inBand(assessed.score, 'high')
  const unplanned: Reason[] = high
    .filter(
      (section) =>
        !assessed.treatmentPlans.some(
          ({ sectionId, owner, dueOn }) =>
            sectionId === section.sectionId && owner.trim() !== '' && dueOn !== '',
        ),
    )
    .map((section) => ({
      code: 'g4-treatment-plan-missing',
      message: `${describe(section)} and has no treatment plan with owner and date`,
      remedy: `Plan the treatment of ${section.title.toLowerCase()}, with owner and date`,
      who: 'Model owner',
      where,
    }))
  if (high.length === 0 || assessed.councilApproved) return unplanned
  const titles = high.map(({ title }) => title.toLowerCase()).join(', ')
  return [
    ...unplanned,
    {
      code: 'g4-council-approval-missing',
      message: `The council has not approved running with a high band in ${titles}`,
      remedy: 'Put the assessment and its treatment plan to the AI governance council',
      who: 'Governance lead',
      where,
    },
  ]
}

/** G5: in tiers 1 and 2 an unknown gate question blocks release. */
function unknownGateAnswers({ gateAnswers, tier }: AssessedImpact): Reason[] {
  if (tier === 3 || tier === 4) return []
  return gateAnswers
    .filter(({ value }) => value === 'unknown')
    .map(({ question }) => ({
      code: 'g5-gate-question-unknown',
      message: `Gate question ${question.id} is answered unknown: ${question.text}`,
      remedy: `Find out and answer ${question.id}${evidenceHint(question)}`,
      who: 'Model owner',
      where,
    }))
}

/**
 * G6: in diagnosis, triage or treatment planning the human-oversight question must be at most 1.
 * Unknown or not applicable does not pass, and an unclassified system is held to the rule.
 */
function humanOversight({ gateAnswers, clinicalUse, facts }: AssessedImpact): Reason[] {
  if (clinicalUse === null && facts.archetype !== null) return []
  const oversight = gateAnswers.find(({ question }) => question.id === oversightQuestion)
  if (oversight?.value === 0 || oversight?.value === 1) return []
  const use = clinicalUse === null ? 'a system of unknown kind' : `use for ${clinicalUse}`
  return [
    {
      code: 'g6-human-oversight',
      message: `Human oversight (${oversightQuestion}) is not answered 0 or 1; the risk appetite demands it for ${use}`,
      remedy: `Place a qualified person, with time to check, before the effect on the patient, then answer ${oversightQuestion} again`,
      who: 'Clinical owner',
      where,
    },
  ]
}

/** G7: no production use without inventory entry, risk assessment and impact assessment. */
export function productionPrerequisites(facts: {
  missingFields: readonly string[]
  riskAssessment: AssessmentState
  impactAssessment: AssessmentState
}): Reason[] {
  return [
    registrationProblem(facts.missingFields),
    assessmentProblem('organisational risk assessment', facts.riskAssessment),
    assessmentProblem('AI impact assessment', facts.impactAssessment),
  ].filter((reason) => reason !== null)
}

function inBand(score: QuestionnaireScore, band: string): SectionScore[] {
  return score.sections.filter((section) => section.band === band)
}

function describe({ title, band, score }: SectionScore): string {
  return `${title} is ${band} (${(score ?? 0).toFixed(1)})`
}

function evidenceHint(question: Question): string {
  return question.evidence === undefined ? '' : `; evidence: ${question.evidence}`
}
