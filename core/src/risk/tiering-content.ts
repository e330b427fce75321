import { z } from 'zod'
import {
  inheritProvenance,
  ownProvenanceSchema,
  provenanceSchema,
  sourcesSchema,
} from '../shared/provenance.ts'
import { requirementIdSchema } from '../frameworks/requirement-id.ts'
import type { Reason } from '../shared/result.ts'
import { factorAnswersSchema, likelihoodFactors } from './scales.ts'

/** 1 is the highest risk. */
export const tierSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

export type Tier = z.infer<typeof tierSchema>

export const clinicalUseSchema = z.enum(['diagnosis', 'triage', 'treatment'])

export type ClinicalUse = z.infer<typeof clinicalUseSchema>

const own = ownProvenanceSchema.shape

const requirementsSchema = z.object({
  impactAssessment: z.string(),
  riskAssessment: z.string(),
  approval: z.string(),
  humanOversight: z.string(),
  validation: z.string(),
  threatModel: z.string(),
  modelCard: z.string(),
  monitoring: z.string(),
  reassessment: z.string(),
  vendor: z.string(),
  rollback: z.string(),
  incident: z.string(),
})

/** What a tier asks for, one sentence for each discipline. */
export type TierRequirements = z.infer<typeof requirementsSchema>

const tieringFileSchema = z.object({
  id: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string(),
  about: z.string(),
  references: z.array(requirementIdSchema),
  ...provenanceSchema.shape,
  sources: sourcesSchema,
  calculation: z.object({
    impact: z.string(),
    likelihood: z.string(),
    likelihoodAtLeast: z.object({
      factor: z.enum(likelihoodFactors),
      value: z.int(),
      likelihood: z.int().min(1).max(5),
    }),
    inherentScore: z.string(),
    /** In order; a rule fits where the score reaches `minScore` or the impact is `impact`. */
    tierByScore: z.array(
      z.object({ tier: tierSchema, minScore: z.int(), impact: z.int().optional() }),
    ),
    order: z.string(),
    residual: z.string(),
  }),
  floors: z.object({
    ...own,
    archetypes: z.array(
      z.object({
        archetype: z.string(),
        floorTier: tierSchema,
        clinicalUse: clinicalUseSchema.optional(),
      }),
    ),
    clinicalUseNote: z.string(),
    phi: z.object({ tier: tierSchema, when: z.string() }),
    device: z.object({ tier: tierSchema, when: z.string() }),
    downgrade: z.object({
      maxSteps: z.int().min(0),
      maxMonths: z.int().min(1),
      neverForClinicalUse: z.boolean(),
      rule: z.string(),
    }),
  }),
  priorityOrder: z.object({ ...own, order: z.array(z.string()) }),
  tiers: z.array(
    z.object({
      tier: tierSchema,
      name: z.string(),
      meaning: z.string(),
      ...own,
      forms: z.object({
        impactAssessment: z.string(),
        organisationalRiskAssessment: z.string(),
      }),
      requires: requirementsSchema,
    }),
  ),
  retierTriggers: z.array(z.string()),
  riskAppetite: z.object({
    ...own,
    statements: z.array(z.object({ id: z.string(), text: z.string() })),
  }),
  legalFlags: z.object({
    note: z.string(),
    flags: z.array(z.object({ id: z.string(), text: z.string() })),
  }),
  examples: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      archetype: z.string(),
      handlesPhi: z.boolean(),
      answers: factorAnswersSchema,
      expected: z.object({
        impact: z.int(),
        likelihood: z.int(),
        inherentScore: z.int(),
        tierByScore: tierSchema,
        tier: tierSchema,
        raisedBy: z.array(z.string()),
      }),
    }),
  ),
})

export type TieringContent = ReturnType<typeof resolve>

export type ParsedTiering = { ok: true; tiering: TieringContent } | { ok: false; reasons: Reason[] }

/** Reads the tiering content (a plain value, as YAML gives it). Bad content gives reasons. */
export function parseTieringContent(input: unknown): ParsedTiering {
  const parsed = tieringFileSchema.safeParse(input)
  if (!parsed.success) {
    return {
      ok: false,
      reasons: parsed.error.issues.map((issue) =>
        contentReason(issue.path.join('.'), issue.message),
      ),
    }
  }
  const { tiers, calculation } = parsed.data
  const reasons: Reason[] = []
  if (tiers.map(({ tier }) => tier).join() !== '1,2,3,4') {
    reasons.push(contentReason('tiers', 'must be 1 to 4 in order'))
  }
  if ((calculation.tierByScore.at(-1)?.minScore ?? 2) > 1) {
    reasons.push(contentReason('calculation.tierByScore', 'the last rule must fit every score'))
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, tiering: resolve(parsed.data) }
}

/** The clinical use that an archetype stands for; null where it stands for none. */
export function clinicalUseOf(archetype: string, tiering: TieringContent): ClinicalUse | null {
  const floor = tiering.floors.archetypes.find((entry) => entry.archetype === archetype)
  return floor?.clinicalUse ?? null
}

function resolve(file: z.infer<typeof tieringFileSchema>) {
  const inherit = <T extends z.infer<typeof ownProvenanceSchema>>(entry: T) => ({
    ...entry,
    ...inheritProvenance(entry, file),
  })
  return {
    ...file,
    floors: inherit(file.floors),
    priorityOrder: inherit(file.priorityOrder),
    tiers: file.tiers.map(inherit),
    riskAppetite: inherit(file.riskAppetite),
  }
}

function contentReason(where: string, message: string): Reason {
  return {
    code: 'tiering-content-invalid',
    message: `${where || 'file'}: ${message}`,
    remedy: 'Correct the content file',
  }
}
