import { z } from 'zod'
import { ownProvenanceSchema, provenanceSchema } from '../shared/provenance.ts'
import { frameworkIdSchema, requirementIdSchema } from './requirement-id.ts'

/**
 * How the first requirement lies to the second, as sets of what they ask for: all of the one inside
 * the other, or a part. Source: NIST IR 8477, set theory relationship mapping.
 */
export const relations = ['equal', 'subset-of', 'superset-of', 'intersects-with'] as const

export type Relation = (typeof relations)[number]

/** What speaks for a pair, the strongest first. */
export const mappingBases = [
  'published-crosswalk',
  'published-category-mapping',
  'scf-pivot',
  'own-analysis',
] as const

export type MappingBasis = (typeof mappingBases)[number]

const line = z.string().trim().min(1).max(500)

export const crosswalkFileSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
    .max(60),
  title: line,
  release: z.string().regex(/^\d{4}\.\d{2}\.\d+$/, 'year, month and number: for example 2026.11.0'),
  about: z.string().trim().min(1).max(2000),
  notes: z.array(z.string().trim().min(1).max(2000)).default([]),
  ...provenanceSchema.shape,
  sources: z.record(
    z.string(),
    z.strictObject({
      title: line,
      locator: z.string().max(1000).exactOptional(),
      date: line.exactOptional(),
      grade: line.exactOptional(),
    }),
  ),
  mappings: z
    .array(
      z.strictObject({
        from: requirementIdSchema,
        to: requirementIdSchema,
        relation: z.enum(relations),
        basis: z.enum(mappingBases),
        rationale: line,
        ...ownProvenanceSchema.shape,
      }),
    )
    .min(1)
    .max(20_000),
  /** where somebody looked, and found no counterpart */
  without: z
    .array(
      z.strictObject({
        from: requirementIdSchema,
        framework: frameworkIdSchema,
        rationale: line,
        ...ownProvenanceSchema.shape,
      }),
    )
    .default([]),
})

export type CrosswalkFile = z.infer<typeof crosswalkFileSchema>
