import { z } from 'zod'
import { provenanceSchema, sourcesSchema } from '../shared/provenance.ts'
import { requirementIdSchema } from '../frameworks/requirement-id.ts'

const scale = z
  .array(z.object({ value: z.int(), label: z.string(), anchor: z.string() }))
  .refine((entries) => entries.map(({ value }) => value).join() === '1,2,3,4,5', {
    error: 'must run from 1 to 5',
  })

export const riskBands = ['low', 'moderate', 'high', 'extreme'] as const

export type RiskBand = (typeof riskBands)[number]

const band = z.enum(riskBands)

/** Scales, bands and acceptance criteria, from content/risk/organisational-risk.yaml. */
export const organisationalRiskContentSchema = z.object({
  id: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string(),
  about: z.string(),
  references: z.array(requirementIdSchema),
  ...provenanceSchema.shape,
  sources: sourcesSchema,
  categories: z.array(z.object({ id: z.string(), title: z.string(), meaning: z.string() })).min(1),
  likelihood: scale,
  consequence: scale,
  /** In rising order; the first starts at 1. */
  bands: z
    .array(z.object({ band, minScore: z.int() }))
    .refine(
      (bands) =>
        bands.map((entry) => entry.band).join() === riskBands.join() &&
        bands[0]?.minScore === 1 &&
        bands.every(
          (entry, index) => index === 0 || entry.minScore > (bands[index - 1]?.minScore ?? 0),
        ),
      { error: 'must be low, moderate, high, extreme with rising scores from 1' },
    ),
  consequenceFloor: z.object({ consequence: z.int(), band, why: z.string() }),
  acceptance: z
    .array(
      z.object({
        band,
        may: z.enum(['tolerate', 'accept', 'never']),
        by: z.string().optional(),
        maxMonths: z.int().optional(),
        rule: z.string(),
      }),
    )
    .refine((entries) => entries.map((entry) => entry.band).join() === riskBands.join(), {
      error: 'must name each band once, from low to extreme',
    }),
  residual: z.string(),
  concernToRecord: z.object({ band: z.string(), rule: z.string() }),
})

export type OrganisationalRiskContent = z.infer<typeof organisationalRiskContentSchema>
