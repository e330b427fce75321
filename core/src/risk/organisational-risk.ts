import type { Reason } from '../shared/result.ts'
import { riskBands } from './organisational-risk-content.ts'
import type { OrganisationalRiskContent, RiskBand } from './organisational-risk-content.ts'
import type {
  OrganisationalRisk,
  OrganisationalRiskAssessment,
  RiskLevel,
} from './organisational-risk-register.ts'
import { riskProblems } from './risk-acceptance.ts'

/** 1 to 25, with the matrix band that holds it. */
export type ScoredLevel = { score: number; band: RiskBand }

export type ScoredRisk = {
  id: string
  inherent: ScoredLevel
  residual: ScoredLevel
  reasons: Reason[]
}

export type ScoredCategory = {
  categoryId: string
  title: string
  state: 'assessed' | 'nothing-found' | 'missing'
  /** The worst residual band; null without a recorded risk. */
  band: RiskBand | null
  risks: ScoredRisk[]
}

export type OrganisationalRiskScore = {
  band: RiskBand | null
  categories: ScoredCategory[]
  /** What stands against relying on this assessment. */
  blockers: Reason[]
}

const where = '/ai-systems/{id}/risk-and-impact'

/**
 * Likelihood times consequence and its matrix band; the worst consequence has a floor band.
 * Throws a RangeError for a level outside 1 to 5. Source: content/risk/organisational-risk.yaml.
 */
export function scoreRiskLevel(level: RiskLevel, content: OrganisationalRiskContent): ScoredLevel {
  for (const value of [level.likelihood, level.consequence]) {
    if (!Number.isInteger(value) || value < 1 || value > 5) {
      throw new RangeError('likelihood and consequence are whole numbers from 1 to 5')
    }
  }
  const score = level.likelihood * level.consequence
  const byScore = content.bands.findLast(({ minScore }) => score >= minScore)?.band ?? 'extreme'
  const floor = content.consequenceFloor
  const band = level.consequence >= floor.consequence ? worse(byScore, floor.band) : byScore
  return { score, band }
}

/** Scores every recorded risk, and says for each category whether it was looked at. */
export function scoreOrganisationalRisk(
  assessment: OrganisationalRiskAssessment,
  content: OrganisationalRiskContent,
  today: string,
): OrganisationalRiskScore {
  const categories = content.categories.map(({ id, title }): ScoredCategory => {
    const risks = assessment.risks
      .filter((risk) => risk.categoryId === id)
      .map((risk) => scoreRisk(risk, content, today))
    const nothingFound = assessment.nothingFound.some(
      (entry) => entry.categoryId === id && entry.reason.trim() !== '',
    )
    const empty = nothingFound ? 'nothing-found' : 'missing'
    return {
      categoryId: id,
      title,
      state: risks.length > 0 ? 'assessed' : empty,
      band: worstBand(risks.map(({ residual }) => residual.band)),
      risks,
    }
  })
  const known = new Set(content.categories.map(({ id }) => id))
  const strays = assessment.risks.filter((risk) => !known.has(risk.categoryId))
  return {
    band: worstBand(categories.map(({ band }) => band).filter((band) => band !== null)),
    categories,
    blockers: [
      ...strays.map((risk) => ({
        code: 'risk-category-unknown',
        message: `Risk ${risk.id} is in the unknown category ${risk.categoryId}`,
        remedy: 'Choose one of the listed categories',
        where,
      })),
      ...categories.filter(({ state }) => state === 'missing').map(categoryMissing),
      ...categories.flatMap(({ risks }) => risks.flatMap(({ reasons }) => reasons)),
    ],
  }
}

function scoreRisk(
  risk: OrganisationalRisk,
  content: OrganisationalRiskContent,
  today: string,
): ScoredRisk {
  const inherent = scoreRiskLevel(risk.inherent, content)
  const residual = risk.residual === null ? inherent : scoreRiskLevel(risk.residual, content)
  return {
    id: risk.id,
    inherent,
    residual,
    reasons: riskProblems(risk, residual.band, content, today),
  }
}

function categoryMissing({ title }: ScoredCategory): Reason {
  return {
    code: 'risk-category-not-assessed',
    message: `${title} has not been assessed`,
    remedy: 'Record its risks, or state why there are none',
    who: 'Model owner',
    where,
  }
}

function worse(a: RiskBand, b: RiskBand): RiskBand {
  return riskBands.indexOf(a) > riskBands.indexOf(b) ? a : b
}

function worstBand(bands: RiskBand[]): RiskBand | null {
  return bands.reduce<RiskBand | null>(
    (worst, band) => (worst === null ? band : worse(worst, band)),
    null,
  )
}
