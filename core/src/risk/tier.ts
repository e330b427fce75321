import type { Reason } from '../shared/result.ts'
import { impactFactors, likelihoodFactors, riskFactors } from './scales.ts'
import type { FactorAnswers } from './scales.ts'
import { tierFloors } from './tier-floors.ts'
import type { TierFacts, TierFloor } from './tier-floors.ts'
import type { Tier, TieringContent, TierRequirements } from './tiering-content.ts'

export type ClassificationInput = TierFacts & { answers: FactorAnswers }

export type Classification = {
  /** Highest impact factor, 1 to 5. */
  impact: number
  /** Mean of the likelihood factors, rounded half up, 1 to 5. */
  likelihood: number
  /** Impact times likelihood, 1 to 25. */
  inherentScore: number
  tierByScore: Tier
  /** After the floors; 1 is the highest risk. */
  tier: Tier
  floors: TierFloor[]
  /** Labels of the floors that set a higher tier than the score did. */
  raisedBy: string[]
  /** One sentence for each step, in order. */
  reasons: Reason[]
  requirements: TierRequirements
}

/**
 * Classifies a system: impact times likelihood gives a tier by score, floors may raise it.
 * Throws a RangeError for an answer outside 1 to 5 or an archetype without a floor; check people's
 * input with `classificationInput` first. Source: content/risk/tiering.yaml.
 */
export function classify(input: ClassificationInput, tiering: TieringContent): Classification {
  const { answers } = input
  for (const factor of riskFactors) {
    const value = answers[factor]
    if (!Number.isInteger(value) || value < 1 || value > 5) {
      throw new RangeError(`${factor} must be a whole number from 1 to 5`)
    }
  }
  const impact = Math.max(...impactFactors.map((factor) => answers[factor]))
  const { likelihood, raised } = likelihoodOf(answers, tiering)
  const inherentScore = impact * likelihood
  const rule = tiering.calculation.tierByScore.find(
    ({ minScore, impact: decisive }) => inherentScore >= minScore || impact === decisive,
  )
  if (rule === undefined) throw new RangeError(`no tier rule fits the score ${inherentScore}`)
  const tierByScore = rule.tier
  const floors = tierFloors(input, tierByScore, tiering)
  const raising = floors.filter((floor) => floor.raises)
  const tier = raising[0]?.tier ?? tierByScore
  const level = tiering.tiers.find((entry) => entry.tier === tier)
  if (level === undefined) throw new RangeError(`no content for tier ${tier}`)
  const decided = impactFactors
    .filter((factor) => answers[factor] === impact)
    .map(inWords)
    .join(', ')
  const mean = likelihoodFactors.map((factor) => answers[factor]).join(', ')
  const lift = raised ? ', raised because the system acts alone' : ''
  const reasons: Reason[] = [
    { code: 'impact', message: `Impact is ${impact}, decided by ${decided}` },
    { code: 'likelihood', message: `Likelihood is ${likelihood}, from ${mean}${lift}` },
    {
      code: 'tier-by-score',
      message: `${impact} × ${likelihood} = ${inherentScore} gives tier ${tierByScore}`,
    },
    ...raising.map((floor) => ({
      code: `raised-by-${floor.id}-floor`,
      message: `Raised to tier ${tier} by the ${floor.label}: ${floor.because}`,
    })),
  ]
  return {
    impact,
    likelihood,
    inherentScore,
    tierByScore,
    tier,
    floors,
    raisedBy: raising.map((floor) => floor.label),
    reasons,
    requirements: level.requires,
  }
}

function likelihoodOf(
  answers: FactorAnswers,
  tiering: TieringContent,
): { likelihood: number; raised: boolean } {
  const n = likelihoodFactors.length
  const sum = likelihoodFactors.reduce((total, factor) => total + answers[factor], 0)
  const mean = Math.floor((2 * sum + n) / (2 * n))
  const { factor, value, likelihood: least } = tiering.calculation.likelihoodAtLeast
  const raised = answers[factor] >= value && mean < least
  return { likelihood: raised ? least : mean, raised }
}

/** `fundamentalRights` as people write it. */
function inWords(factor: string): string {
  return factor.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
