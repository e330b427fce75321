import { z } from 'zod'
import { allQuestions } from '../questionnaires/questionnaire.ts'
import type { Questionnaire } from '../questionnaires/questionnaire.ts'

/** How bad it can be. The highest decides. */
export const impactFactors = ['safety', 'fundamentalRights', 'economicHarm'] as const

/** How likely it is to go wrong. The mean decides. */
export const likelihoodFactors = ['complexity', 'dataSensitivity', 'automation'] as const

export const riskFactors = [...impactFactors, ...likelihoodFactors] as const

export type RiskFactor = (typeof riskFactors)[number]

const level = z.int().min(1).max(5)

/** The answer to each factor, 1 (least) to 5 (most). */
export const factorAnswersSchema = z.object({
  safety: level,
  fundamentalRights: level,
  economicHarm: level,
  complexity: level,
  dataSensitivity: level,
  automation: level,
})

export type FactorAnswers = z.infer<typeof factorAnswersSchema>

export type RiskScale = {
  factor: RiskFactor
  title: string
  question: string
  anchors: { value: number; anchor: string }[]
}

/**
 * The six scales, with their anchors, from the classification questionnaire. Throws a RangeError
 * where the content lacks a factor or an anchor from 1 to 5: without it nothing can be classified.
 */
export function riskScales(classification: Questionnaire): Record<RiskFactor, RiskScale> {
  const questions = allQuestions(classification)
  const scaleOf = (factor: RiskFactor): RiskScale => {
    const question = questions.find(({ id }) => id === factor)
    if (question?.answerType !== 'scale') {
      throw new RangeError(`${classification.id} has no scale for ${factor}`)
    }
    const values = question.scale.map(({ value }) => value)
    if (values.join() !== '1,2,3,4,5') {
      throw new RangeError(`the scale for ${factor} must have anchors 1 to 5 in order`)
    }
    return {
      factor,
      title: question.title ?? factor,
      question: question.text,
      anchors: question.scale,
    }
  }
  return {
    safety: scaleOf('safety'),
    fundamentalRights: scaleOf('fundamentalRights'),
    economicHarm: scaleOf('economicHarm'),
    complexity: scaleOf('complexity'),
    dataSensitivity: scaleOf('dataSensitivity'),
    automation: scaleOf('automation'),
  }
}
