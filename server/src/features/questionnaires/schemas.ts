import { z } from 'zod'

const provenance = {
  source: z.array(z.string()).optional(),
  asOf: z.string().optional(),
  confidence: z.enum(['verified', 'recalled']).optional(),
}

const question = z
  .object({
    id: z.string(),
    title: z.string().optional(),
    text: z.string(),
    answerType: z.enum(['concern', 'scale', 'choice', 'text', 'boolean']),
    scale: z.array(z.object({ value: z.number().int(), anchor: z.string() })).optional(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    evidence: z.string().optional(),
    redFlag: z.string().optional(),
    gate: z.boolean().describe('its answer alone can stand against release'),
    required: z.boolean(),
    onlyFor: z.array(z.string()),
    references: z.array(z.string()),
    ...provenance,
  })
  .meta({ id: 'Question' })

export const questionSection = z
  .object({
    id: z.string(),
    title: z.string(),
    meaning: z.string().optional(),
    references: z.array(z.string()),
    questions: z.array(question),
    ...provenance,
  })
  .meta({ id: 'QuestionSection' })

export const concernAnswer = z.object({
  value: z.union([z.number().int(), z.string()]),
  label: z.string(),
  meaning: z.string(),
})

const band = z.object({ band: z.string(), min: z.number(), max: z.number() })

const questionnaireSummary = z
  .object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    about: z.string(),
    questions: z.number().int(),
  })
  .meta({ id: 'QuestionnaireSummary' })

export const questionnaireList = z
  .object({ items: z.array(questionnaireSummary) })
  .meta({ id: 'QuestionnaireList' })

export const questionnaire = z
  .object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    about: z.string(),
    basis: z.string().optional(),
    references: z.array(z.string()),
    ...provenance,
    sources: z.record(z.string(), z.object({ title: z.string(), locator: z.string().optional() })),
    scoring: z
      .object({
        method: z.string(),
        worstPercent: z.number(),
        meanPercent: z.number(),
        unknownCountsAs: z.number(),
        answers: z.array(concernAnswer),
        bands: z.array(band),
        sectionScore: z.string().optional(),
        why: z.string().optional(),
        overall: z.string().optional(),
      })
      .optional(),
    forms: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string().optional(),
        questions: z.array(z.string()).optional(),
      }),
    ),
    gates: z.array(
      z.object({ id: z.string(), when: z.string(), effect: z.string(), ...provenance }),
    ),
    reportFields: z.array(z.object({ id: z.string(), title: z.string() })),
    sections: z.array(questionSection),
  })
  .meta({ id: 'Questionnaire' })
