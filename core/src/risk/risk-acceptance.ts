import type { QuestionnaireScore } from '../questionnaires/score.ts'
import type { Reason } from '../shared/result.ts'
import { addMonths } from './calendar-months.ts'
import type { OrganisationalRiskContent, RiskBand } from './organisational-risk-content.ts'
import type {
  OrganisationalRisk,
  OrganisationalRiskAssessment,
  RiskAcceptance,
} from './organisational-risk-register.ts'

const where = '/ai-systems/{id}/risk-and-impact'

/**
 * What stands against one recorded risk: an unsound residual score, a treatment without owner or
 * date, or a residual band that nobody entitled has accepted. `today` is an ISO 8601 day.
 */
export function riskProblems(
  risk: OrganisationalRisk,
  residualBand: RiskBand,
  content: OrganisationalRiskContent,
  today: string,
): Reason[] {
  return [
    ...residualProblems(risk),
    ...treatmentProblems(risk),
    ...acceptanceProblems(risk, residualBand, content, today),
  ]
}

/**
 * Categories that the questionnaire finds high or critical, while no risk is recorded in them.
 * The section ids of the questionnaire are the category ids.
 */
export function unrecordedConcerns(
  score: QuestionnaireScore,
  assessment: OrganisationalRiskAssessment,
): Reason[] {
  return score.sections
    .filter(({ band }) => band === 'high' || band === 'critical')
    .filter(({ sectionId }) => !assessment.risks.some((risk) => risk.categoryId === sectionId))
    .map(({ title, band }) => ({
      code: 'concern-without-risk',
      message: `${title} is ${band} in the questionnaire, but no risk is recorded there`,
      remedy: 'Record the risk behind the answers and score it',
      who: 'Model owner',
      where,
    }))
}

function residualProblems({
  id,
  title,
  inherent,
  residual,
  treatment,
}: OrganisationalRisk): Reason[] {
  if (residual === null) return []
  const unsound = (code: string, message: string, remedy: string): Reason => ({
    code,
    message: `Risk ${id} (${title}) ${message}`,
    remedy,
    who: 'Model owner',
    where,
  })
  const reasons: Reason[] = []
  const lower =
    residual.likelihood < inherent.likelihood || residual.consequence < inherent.consequence
  if (lower && (treatment === null || treatment.option === 'retain')) {
    reasons.push(
      unsound(
        'residual-without-treatment',
        'is scored lower, but nothing was done about it',
        'Record the treatment, or score the residual risk like the inherent risk',
      ),
    )
  }
  if (residual.consequence < inherent.consequence && treatment?.useNarrowed !== true) {
    reasons.push(
      unsound(
        'consequence-lowered',
        'has a lower consequence although the use was not narrowed',
        'Score the likelihood again, not the consequence, or narrow the use',
      ),
    )
  }
  if (residual.likelihood > inherent.likelihood || residual.consequence > inherent.consequence) {
    reasons.push(
      unsound('residual-above-inherent', 'is scored higher after treatment', 'Correct the scores'),
    )
  }
  return reasons
}

function treatmentProblems({ id, title, treatment }: OrganisationalRisk): Reason[] {
  if (treatment === null || treatment.option === 'retain') return []
  if (treatment.owner.trim() !== '' && treatment.dueOn !== '') return []
  return [
    {
      code: 'treatment-without-owner-or-date',
      message: `The treatment of risk ${id} (${title}) has no owner or no date`,
      remedy: 'Name who does it, and by when',
      who: 'Model owner',
      where,
    },
  ]
}

function acceptanceProblems(
  { id, title, acceptance }: OrganisationalRisk,
  band: RiskBand,
  content: OrganisationalRiskContent,
  today: string,
): Reason[] {
  const index = content.acceptance.findIndex((criterion) => criterion.band === band)
  const criterion = content.acceptance[index]
  if (criterion?.may === 'tolerate') return []
  if (criterion === undefined || criterion.may === 'never') {
    return [
      {
        code: 'risk-not-acceptable',
        message: `Risk ${id} (${title}) is ${band} after treatment`,
        remedy: criterion?.rule ?? 'Treat it further',
        who: 'Model owner',
        where,
      },
    ]
  }
  // Whoever may accept a worse risk may accept this one too.
  const entitled = content.acceptance.slice(index).flatMap(({ by }) => (by === undefined ? [] : by))
  const until = lastReviewDay(today, criterion.maxMonths)
  if (isAccepted(acceptance, entitled, today, until)) return []
  return [
    {
      code: 'risk-not-accepted',
      message: `Risk ${id} (${title}) is ${band} after treatment and nobody entitled has accepted it`,
      remedy: `Have it ${criterion.rule}`,
      who: entitled[0] ?? 'Governance lead',
      where,
    },
  ]
}

/** ISO 8601 days compare as text. */
function isAccepted(
  acceptance: RiskAcceptance | null,
  entitled: readonly string[],
  today: string,
  until: string | null,
): boolean {
  if (acceptance === null || !entitled.includes(acceptance.by)) return false
  if (acceptance.reason.trim() === '' || acceptance.reviewOn <= today) return false
  return until === null || acceptance.reviewOn <= until
}

function lastReviewDay(today: string, maxMonths: number | undefined): string | null {
  if (maxMonths === undefined) return null
  return addMonths(new Date(`${today}T00:00:00Z`), maxMonths)
    .toISOString()
    .slice(0, 10)
}
