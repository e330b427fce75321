import { z } from 'zod'
import { ownProvenanceSchema, provenanceSchema } from '../shared/provenance.ts'
import { conditionSchema } from './condition.ts'
import { lawFactsSchema } from './law-facts.ts'
import { frameworkIdSchema, requirementIdSchema } from './requirement-id.ts'

/** A requirement is met or not; a heading holds others; a note informs and asks for nothing. */
export const requirementRoles = ['requirement', 'heading', 'note'] as const

const text = z.string().trim().min(1).max(2000)
const line = z.string().trim().min(1).max(300)

/** When something has to be done: in words, and counted where it can be. */
const deadlineSchema = z
  .strictObject({
    text: line,
    days: z.int().positive().exactOptional(),
    workDays: z.int().positive().exactOptional(),
    /** what it is counted from */
    from: line.exactOptional(),
  })
  .refine(({ days, workDays }) => days === undefined || workDays === undefined, {
    message: 'days or workDays, not both',
  })

export const requirementSchema = z.strictObject({
  id: requirementIdSchema,
  role: z.enum(requirementRoles).default('requirement'),
  /** what the framework calls it: clause, control, article … */
  kind: z
    .string()
    .regex(/^[a-z][a-z-]*$/, 'small letters and hyphens')
    .max(40),
  title: line,
  /** in our own words, never the standard's text */
  text: text.exactOptional(),
  parent: requirementIdSchema.exactOptional(),
  citation: line.exactOptional(),
  appliesTo: z.array(line).default([]),
  evidence: z.array(line).default([]),
  notes: z.array(text).default([]),
  status: text.exactOptional(),
  deadline: deadlineSchema.exactOptional(),
  /** how often it comes back, in months */
  everyMonths: z.int().positive().exactOptional(),
  ...ownProvenanceSchema.shape,
})

/** Facts and what a rule has to say of them: every rule is tried on both sides. */
const ruleCaseSchema = z.strictObject({
  about: line,
  facts: lawFactsSchema,
  expect: z.enum(['applies', 'exempt', 'may-apply', 'not']),
})

export const ruleSchema = z.strictObject({
  id: requirementIdSchema,
  /** what it makes apply */
  requirements: z.array(requirementIdSchema).min(1),
  when: conditionSchema,
  /** what lifts it; `requirement` says so in the law itself */
  unless: z
    .array(
      z.strictObject({
        when: conditionSchema,
        because: line,
        requirement: requirementIdSchema.exactOptional(),
      }),
    )
    .default([]),
  /** the first day; null where no source gave it */
  effective: z.iso.date().nullable(),
  effectiveNote: line.exactOptional(),
  /** what it forbids blocks the gates of a system that does it */
  prohibits: z.boolean().default(false),
  cases: z.array(ruleCaseSchema).min(2),
  ...ownProvenanceSchema.shape,
})

/** A framework as its content file says it. `parse-framework.ts` checks it and fills what is inherited. */
export const frameworkFileSchema = z.strictObject({
  id: frameworkIdSchema,
  title: line,
  /** of the framework itself, such as 2023 */
  edition: line.exactOptional(),
  /** of this content: dated, so that what is newer is plain */
  release: z.string().regex(/^\d{4}\.\d{2}\.\d+$/, 'year, month and number: for example 2026.11.0'),
  kind: z.enum(['standard', 'law', 'guidance', 'own']),
  jurisdiction: z
    .string()
    .regex(/^(international|EU|US|US-[A-Z]{2})$/)
    .exactOptional(),
  certifiable: z.boolean().default(false),
  about: text,
  notes: z.array(text).default([]),
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
  requirements: z.array(requirementSchema).min(1).max(5000),
  rules: z.array(ruleSchema).max(500).default([]),
})

export type FrameworkFile = z.infer<typeof frameworkFileSchema>

/** Rules that stand in a file of their own, beside the law that they read. */
export const lawRulesFileSchema = z.strictObject({
  framework: frameworkIdSchema,
  about: text,
  /** parts that rules share; only the rules themselves count */
  conditions: z.record(z.string(), z.unknown()).default({}),
  rules: z.array(z.unknown()).min(1),
})
