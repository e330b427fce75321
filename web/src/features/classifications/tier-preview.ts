import { classify } from '@primum/core/risk/tier'
import type { Classification } from '@primum/core/risk/tier'
import { riskFactors } from '@primum/core/risk/scales'
import type { FactorAnswers, RiskFactor } from '@primum/core/risk/scales'
import type { TieringContent } from '@primum/core/risk/tiering-content'
import type { AiSystem } from '../ai-systems/queries.ts'

export type PartialAnswers = Partial<Record<RiskFactor, number>>

export function openFactors(answers: PartialAnswers): RiskFactor[] {
  return riskFactors.filter((factor) => answers[factor] === undefined)
}

/**
 * The tier as it would come out, by the very function the server uses; null until every question
 * is answered. Facts the record does not know yet count as no: the server then says what it lacks.
 */
export function previewTier(
  answers: PartialAnswers,
  system: Pick<AiSystem, 'archetype' | 'usesPhi' | 'fdaStatus' | 'euHighRisk' | 'euRole'>,
  tiering: TieringContent,
): Classification | null {
  if (openFactors(answers).length > 0) return null
  const { fdaStatus } = system
  return classify(
    {
      answers: answers as FactorAnswers,
      archetype: system.archetype,
      handlesPhi: system.usesPhi === true,
      fdaRegulated: fdaStatus !== null && fdaStatus !== 'unknown' && fdaStatus !== 'not-a-device',
      euHighRisk: system.euRole !== 'not-in-eu' && system.euHighRisk === true,
    },
    tiering,
  )
}
