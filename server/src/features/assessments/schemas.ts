import { z } from 'zod'
import { reasonSchema } from '../../http/problem.ts'
import { concernAnswer, questionSection } from '../questionnaires/schemas.ts'
import { signOff, signRequest } from '../sign-offs/schemas.ts'
import { treatment } from './treatment-schemas.ts'

export const assessmentKinds = ['organisational-risk', 'ai-impact'] as const

const kind = z.enum(assessmentKinds)
const status = z.enum(['draft', 'signed', 'superseded'])
const person = z.object({ kind: z.string(), id: z.string(), name: z.string() })
const value = z.union([z.number(), z.string().max(8000), z.boolean()])

export const storedAnswer = z
  .object({
    questionId: z.string(),
    value,
    note: z.string().optional(),
    evidence: z.array(z.string()).optional(),
    answeredBy: person,
    answeredAt: z.iso.datetime(),
  })
  .meta({ id: 'AssessmentAnswer' })

const sectionScore = z.object({
  sectionId: z.string(),
  title: z.string(),
  state: z.enum(['complete', 'incomplete', 'not-applicable']),
  score: z.number().nullable(),
  band: z.string().nullable(),
  answered: z.number().int(),
  applicable: z.number().int(),
  missing: z.array(z.string()),
  unknown: z.array(z.string()),
  notApplicable: z.array(z.string()),
})

const scoredLevel = z.object({ score: z.number().int(), band: z.string() })

export const assessmentResult = z
  .object({
    form: z.string().describe('full, or screening for tiers 3 and 4'),
    band: z.string().nullable().describe('the worst section so far'),
    score: z.number().nullable(),
    sections: z.array(sectionScore),
    answered: z.number().int(),
    applicable: z.number().int(),
    missing: z.array(z.object({ questionId: z.string(), sectionId: z.string() })),
    blockers: z.array(reasonSchema).describe('what stands against release'),
    risks: z
      .array(
        z.object({
          id: z.string(),
          inherent: scoredLevel,
          residual: scoredLevel,
          reasons: z.array(reasonSchema),
        }),
      )
      .describe('recorded organisational risks, scored'),
  })
  .meta({ id: 'AssessmentResult' })

const summaryFields = {
  id: z.uuid(),
  aiSystemId: z.uuid(),
  kind,
  title: z.string(),
  status,
  questionnaireVersion: z.string(),
  revision: z.number().int(),
  outdated: z.array(z.string()).describe('why a signed assessment no longer holds; else empty'),
  result: assessmentResult,
  signOffs: z.array(signOff),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}

const assessmentSummary = z.object(summaryFields).meta({ id: 'AssessmentSummary' })

export const assessmentList = z
  .object({ items: z.array(assessmentSummary) })
  .meta({ id: 'AssessmentList' })

export const assessment = z
  .object({
    ...summaryFields,
    questionnaire: z.object({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      about: z.string(),
      answers: z.array(concernAnswer).describe('the answers to a concern question'),
      sections: z.array(questionSection).describe('the questions that apply to this system'),
    }),
    answers: z.array(storedAnswer),
    treatment,
  })
  .meta({ id: 'Assessment' })

export const startAssessmentRequest = z
  .strictObject({ kind })
  .meta({ id: 'StartAssessmentRequest' })

export const answerAssessmentRequest = z
  .strictObject({
    answers: z
      .array(
        z.strictObject({
          questionId: z.string().min(1).max(100),
          value: value.nullable().describe('null takes the answer back'),
          note: z.string().trim().max(4000).optional(),
          evidence: z.array(z.string().trim().min(1).max(1000)).max(50).optional(),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'AnswerAssessmentRequest' })

export const signAssessmentRequest = z
  .strictObject(signRequest.shape)
  .meta({ id: 'SignAssessmentRequest' })
