import { mappingBases, relations } from '@primum/core/frameworks/crosswalk-schema'
import { requirementRoles } from '@primum/core/frameworks/framework-schema'
import { z } from 'zod'

const provenance = {
  source: z.array(z.string()),
  asOf: z.iso.date(),
  confidence: z.enum(['verified', 'recalled']).describe('recalled: to be confirmed by counsel'),
}

const head = {
  id: z.string(),
  title: z.string(),
  kind: z.enum(['standard', 'law', 'guidance', 'own']),
  jurisdiction: z.string().nullable(),
  edition: z.string().nullable(),
  release: z.string().describe('of this content'),
  certifiable: z.boolean(),
  about: z.string(),
  ...provenance,
}

export const frameworkList = z
  .object({
    items: z.array(z.object({ ...head, requirements: z.number().int(), rules: z.number().int() })),
  })
  .meta({ id: 'FrameworkList' })

const requirement = z
  .object({
    id: z.string(),
    role: z.enum(requirementRoles),
    kind: z.string(),
    title: z.string(),
    text: z.string().nullable().describe("in our own words, never the standard's text"),
    parent: z.string().nullable(),
    citation: z.string().nullable(),
    appliesTo: z.array(z.string()),
    evidence: z.array(z.string()),
    notes: z.array(z.string()),
    status: z.string().nullable(),
    deadline: z.string().nullable(),
    ...provenance,
  })
  .meta({ id: 'FrameworkRequirement' })

export const framework = z
  .object({
    ...head,
    notes: z.array(z.string()),
    sources: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        locator: z.string().nullable(),
        date: z.string().nullable(),
        grade: z.string().nullable(),
      }),
    ),
    requirements: z.array(requirement),
  })
  .meta({ id: 'Framework' })

export const frameworkParams = z.object({ id: z.string().max(40) })
export const crosswalkParams = z.object({ id: z.string().max(40), to: z.string().max(40) })

export const crosswalkAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    mappings: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        relation: z.enum(relations),
        basis: z.enum(mappingBases),
        rationale: z.string(),
        crosswalk: z.string(),
        ...provenance,
      }),
    ),
    without: z.array(z.object({ from: z.string(), rationale: z.string(), ...provenance })),
    distant: z
      .array(z.object({ from: z.string(), to: z.string(), through: z.array(z.string()) }))
      .describe(
        'pairs that nobody mapped and that meet in a third framework: no proof of anything',
      ),
  })
  .meta({ id: 'FrameworkCrosswalk' })
