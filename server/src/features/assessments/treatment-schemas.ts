import { z } from 'zod'

const day = z.iso.date()
const line = z.string().trim().min(1).max(300)
const text = z.string().trim().min(1).max(4000)
const level = z.strictObject({
  likelihood: z.int().min(1).max(5),
  consequence: z.int().min(1).max(5),
})

const recordedRisk = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  categoryId: line,
  title: line,
  inherent: level,
  treatment: z
    .strictObject({
      option: z.enum(['modify', 'share', 'avoid', 'retain']),
      description: text,
      owner: line,
      dueOn: day,
      useNarrowed: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  residual: level.nullable().default(null),
  acceptance: z
    .strictObject({
      by: line.describe('Governance lead, or AI governance council'),
      reason: text,
      reviewOn: day,
    })
    .nullable()
    .default(null),
})

const fields = {
  treatmentPlans: z
    .array(z.strictObject({ sectionId: line, owner: line, dueOn: day, plan: text }))
    .max(50)
    .describe('for each dimension found high: what will be done, by whom, by when'),
  executiveDecisions: z
    .array(z.strictObject({ sectionId: line, conditions: text, dueOn: day }))
    .max(50)
    .describe('for each dimension found critical, other than safety and privacy'),
  councilDecision: text
    .nullable()
    .describe('stated: where the council approved running with a high dimension'),
  risks: z.array(recordedRisk).max(200).describe('organisational risks found, scored and treated'),
}

/** What people decided to do about the findings of an assessment. */
export const treatment = z.object(fields).meta({ id: 'Treatment' })

/** Each member given replaces what stood there; the others stay. */
export const treatAssessmentRequest = z
  .strictObject({
    treatmentPlans: fields.treatmentPlans.optional(),
    executiveDecisions: fields.executiveDecisions.optional(),
    councilDecision: fields.councilDecision.optional(),
    risks: fields.risks.optional(),
  })
  .meta({ id: 'TreatAssessmentRequest' })
