import { z } from 'zod'
import { implementationStates } from '@primum/core/controls/implementation'
import { coverageStates } from '@primum/core/frameworks/coverage'
import { mappingBases, relations } from '@primum/core/frameworks/crosswalk-schema'
import { frameworkIdSchema, requirementIdSchema } from '@primum/core/frameworks/requirement-id'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedLine, storedText } from '../baselines/schemas.ts'
import { controlTest } from '../control-tests/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

const reach = z.enum(['whole', 'part']).describe('how much of the requirement it meets')

const implementation = z.object({
  state: z.enum(implementationStates),
  reasons: z.array(z.string()).describe('why it is not more than that'),
})

const controlRequirement = z.object({
  requirementId: z.string(),
  reach,
  rationale: z.string(),
  lookAgain: z
    .string()
    .nullable()
    .describe('why it has to be said again: until then it meets a part at most'),
  createdBy: stamp,
  createdAt: z.iso.datetime(),
})

export const controlSummary = z
  .object({
    id: z.uuid(),
    reference: z.string().describe('what people call it, such as AIC-07'),
    title: z.string(),
    description: z.string(),
    owner: z
      .object({
        id: z.uuid(),
        userId: z.string(),
        name: z.string(),
        left: z.boolean().describe('no member any more, and so nobody who answers for it'),
      })
      .nullable(),
    implementation: implementation
      .nullable()
      .describe('computed from owner, evidence and tests; null where it is retired'),
    requirements: z.array(controlRequirement),
    evidence: z.object({ linked: z.number().int(), valid: z.number().int() }),
    tests: z.object({ defined: z.number().int(), passed: z.number().int() }),
    retiredAt: z.iso.datetime().nullable(),
    retirementReason: z.string().nullable(),
    createdBy: stamp,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    revision: z.number().int(),
  })
  .meta({ id: 'ControlSummary' })

export const controlPage = pageOf(controlSummary, 'ControlPage')

export const control = controlSummary
  .omit({ requirements: true, evidence: true, tests: true })
  .extend({
    requirements: z.array(
      controlRequirement.extend({
        title: z.string().nullable().describe('null where the content no longer has it'),
      }),
    ),
    reaches: z
      .array(
        z.object({
          requirementId: z.string(),
          title: z.string().nullable(),
          from: z.string().describe('the requirement of the control that is mapped to it'),
          relation: z.enum(relations).describe('of that one to this one'),
          rationale: z.string(),
          adopted: z.boolean(),
          carries: z.enum(['whole', 'part', 'look']),
          reason: z.string(),
        }),
      )
      .describe('requirements that the crosswalk maps to its own, and how far it carries to them'),
    evidence: z
      .array(z.object({ id: z.uuid(), title: z.string(), valid: z.boolean(), reason: z.string() }))
      .describe('by title, 100 at most; GET /evidence?targetType=control&targetId= pages them all'),
    evidenceCounts: z.object({ linked: z.number().int(), valid: z.number().int() }),
    tests: z.array(controlTest).describe('oldest first, retired ones last'),
  })
  .meta({ id: 'Control' })

export const controlsQuery = z.object({
  ...pagingQuery,
  search: z.string().trim().max(200).optional().describe('in reference, title and description'),
  state: z.enum(implementationStates).optional(),
  framework: frameworkIdSchema.optional().describe('for a requirement of it, said directly'),
  requirement: requirementIdSchema.optional(),
  owner: z.uuid().optional().describe('of a member'),
  retired: z.stringbool().default(false).describe('true: retired ones instead'),
})

const reference = storedLine
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'letters, digits, and . _ / - between them')

const ownerId = z.uuid().nullable().describe('of a member')

export const createControlRequest = z
  .strictObject({
    reference,
    title: storedLine,
    description: storedText.describe('what is done, by whom and how often'),
    ownerId: ownerId.default(null),
  })
  .meta({ id: 'CreateControlRequest' })

export const changeControlRequest = z
  .strictObject({ reference, title: storedLine, description: storedText, ownerId })
  .partial()
  .refine((request) => Object.keys(request).length > 0, 'nothing to change')
  .meta({ id: 'ChangeControlRequest' })

export const retireControlRequest = z
  .strictObject({ reason: storedText.max(2000) })
  .meta({ id: 'RetireControlRequest' })

export const mapRequirementRequest = z
  .strictObject({ reach, rationale: storedText.max(2000).describe('why it meets that much of it') })
  .meta({ id: 'MapRequirementRequest' })

export const controlRequirementParams = z.object({
  id: z.uuid(),
  requirementId: z.string().max(200),
})

const mapping = z.object({
  from: z.string(),
  to: z.string(),
  relation: z.enum(relations),
  basis: z.enum(mappingBases),
  rationale: z.string(),
  crosswalk: z.string(),
})

export const frameworkCoverage = z
  .object({
    framework: z.object({ id: z.string(), title: z.string(), release: z.string() }),
    counts: z.record(z.enum(coverageStates), z.number().int()),
    items: z.array(
      z.object({
        requirement: z.object({
          id: z.string(),
          title: z.string(),
          kind: z.string(),
          parent: z.string().nullable(),
        }),
        state: z.enum(coverageStates),
        reason: z.string(),
        contributions: z
          .array(
            z.object({
              control: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }),
              implementation: z.enum(implementationStates),
              carries: reach,
              via: mapping
                .nullable()
                .describe('null where the control names the requirement itself'),
              reason: z.string(),
            }),
          )
          .describe('controls that speak for it'),
        hints: z
          .array(z.object({ requirementId: z.string(), reason: z.string() }))
          .describe('mapped requirements with controls: a place to look, and no proof'),
      }),
    ),
  })
  .meta({ id: 'FrameworkCoverage' })

export const frameworkParams = z.object({ id: z.string().max(40) })
