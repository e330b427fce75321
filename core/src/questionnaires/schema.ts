import { z } from 'zod'
import { requirementIdSchema } from '../frameworks/requirement-id.ts'
import { ownProvenanceSchema, provenanceSchema, sourcesSchema } from '../shared/provenance.ts'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'letters, digits and hyphens only')

const questionBase = z.object({
  id,
  title: z.string().optional(),
  text: z.string().min(1),
  evidence: z.string().optional(),
  redFlag: z.string().optional(),
  gate: z.boolean().default(false),
  required: z.boolean().default(true),
  /** Archetypes or traits; empty means that the question is for every system. */
  onlyFor: z.array(z.string()).default([]),
  references: z.array(requirementIdSchema).default([]),
  ...ownProvenanceSchema.shape,
})

const anchors = z.array(z.object({ value: z.int(), anchor: z.string().min(1) })).min(2)
const choices = z.array(z.object({ value: id, label: z.string().min(1) })).min(2)

export const questionSchema = z.discriminatedUnion('answerType', [
  questionBase.extend({ answerType: z.literal('concern') }),
  questionBase.extend({ answerType: z.literal('scale'), scale: anchors }),
  questionBase.extend({ answerType: z.literal('choice'), choices }),
  questionBase.extend({ answerType: z.literal('text') }),
  questionBase.extend({ answerType: z.literal('boolean') }),
])

/** Percentages rather than fractions, so that scores are computed in whole numbers. */
export const concernScoringSchema = z.object({
  method: z.literal('worst-and-mean'),
  worstPercent: z.int().min(0).max(100),
  meanPercent: z.int().min(0).max(100),
  unknownCountsAs: z.int().min(0).max(4),
  answers: z.array(
    z.object({
      value: z.union([z.int().min(0).max(4), z.enum(['na', 'unknown'])]),
      label: z.string(),
      meaning: z.string(),
    }),
  ),
  /** In rising order, in tenths without gaps from 0.0 to 4.0. */
  bands: z.array(z.object({ band: z.string(), min: z.number(), max: z.number() })).min(1),
  sectionScore: z.string().optional(),
  why: z.string().optional(),
  overall: z.string().optional(),
  workedExample: z
    .object({ answers: z.array(z.int()), score: z.number(), band: z.string() })
    .optional(),
})

export type ConcernScoring = z.infer<typeof concernScoringSchema>

/** The content file as written. `parse-questionnaire.ts` checks it and resolves inheritance. */
export const questionnaireFileSchema = z.object({
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version: for example 1.0.0'),
  title: z.string().min(1),
  about: z.string().min(1),
  basis: z.string().optional(),
  references: z.array(requirementIdSchema).default([]),
  ...provenanceSchema.shape,
  sources: sourcesSchema,
  scoring: concernScoringSchema.optional(),
  /** Named selections of questions, such as a short form. Without `questions`: all of them. */
  forms: z
    .array(
      z.object({
        id,
        title: z.string(),
        about: z.string().optional(),
        questions: z.array(id).min(1).optional(),
      }),
    )
    .default([]),
  /** What follows from the answers, in words; the rules themselves are code. */
  gates: z
    .array(z.object({ id, when: z.string(), effect: z.string(), ...ownProvenanceSchema.shape }))
    .default([]),
  reportFields: z.array(z.object({ id, title: z.string() })).default([]),
  sections: z
    .array(
      z.object({
        id,
        title: z.string().min(1),
        meaning: z.string().optional(),
        references: z.array(requirementIdSchema).default([]),
        ...ownProvenanceSchema.shape,
        questions: z.array(questionSchema).min(1),
      }),
    )
    .min(1),
})

export type QuestionnaireFile = z.infer<typeof questionnaireFileSchema>
