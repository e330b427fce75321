import { z } from 'zod'
import { factorAnswersSchema } from '@primum/core/risk/scales'
import { reasonSchema } from '../../http/problem.ts'
import { archetypes } from '@primum/core/ai-systems/closed-lists'
import { signRequest } from '../sign-offs/schemas.ts'

const tier = z.number().int().min(1).max(4)

/** The facts of the system's record that the tier rests on, beside the answers. */
export const classificationFacts = z
  .object({
    archetype: z.enum(archetypes),
    handlesPhi: z.boolean(),
    fdaRegulated: z.boolean(),
    euHighRisk: z.boolean(),
    generative: z.boolean(),
    predictiveDsi: z.boolean(),
  })
  .meta({ id: 'ClassificationFacts' })

const classificationResult = z
  .object({
    impact: z.number().int(),
    likelihood: z.number().int(),
    inherentScore: z.number().int(),
    tierByScore: tier,
    tier,
    floors: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        tier,
        because: z.string(),
        raises: z.boolean(),
      }),
    ),
    raisedBy: z.array(z.string()),
    reasons: z.array(reasonSchema),
    requirements: z
      .record(z.string(), z.string())
      .describe('what the tier asks of each discipline'),
    facts: classificationFacts,
  })
  .meta({ id: 'ClassificationResult' })

const tierOverride = z
  .object({
    tier,
    reason: z.string(),
    expiresOn: z.iso.date().nullable(),
    councilDecision: z.string().nullable(),
    basedOn: z.uuid().describe('the classification whose tier is set aside'),
    by: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'TierOverride' })

export const classification = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    tier: tier.describe('the tier that was in force from then on'),
    result: classificationResult,
    override: tierOverride.nullable(),
    answers: factorAnswersSchema,
    contentVersion: z.string(),
    classifiedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Classification' })

export const classificationList = z
  .object({
    items: z.array(classification).describe('newest first'),
    state: z.enum(['missing', 'signed', 'outdated']).describe('whether the newest still holds'),
    changed: z.array(z.string()).describe('fields of the record changed since the newest'),
    tier: tier.nullable().describe('the tier in force now; an expired override no longer counts'),
  })
  .meta({ id: 'ClassificationList' })

export const classifyRequest = z
  .strictObject({ answers: z.strictObject(factorAnswersSchema.shape) })
  .meta({ id: 'ClassifyRequest' })

export const overrideTierRequest = z
  .strictObject({
    tier,
    reason: z.string().trim().min(1).max(4000),
    expiresOn: z.iso.date().nullable().default(null),
    councilDecision: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .nullable()
      .default(null)
      .describe('stated: where the council decided it, such as the minutes; lowering needs it'),
    password: signRequest.shape.password,
    code: signRequest.shape.code,
  })
  .meta({ id: 'OverrideTierRequest' })
