import { z } from 'zod'
import { mappingBases, relations } from '@primum/core/frameworks/crosswalk-schema'
import { requirementIdSchema } from '@primum/core/frameworks/requirement-id'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'

export const adoptedMapping = z
  .object({
    from: z.string().describe('in the direction of the crosswalk'),
    to: z.string(),
    crosswalk: z.string(),
    relation: z.enum(relations).describe('as it was adopted'),
    reason: z.string(),
    adoptedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    adoptedAt: z.iso.datetime(),
    counts: z.boolean().describe('false where the content says otherwise by now'),
    current: z
      .object({
        relation: z.enum(relations),
        basis: z.enum(mappingBases),
        rationale: z.string(),
      })
      .nullable()
      .describe('what the crosswalk says today; null where it no longer maps the two'),
  })
  .meta({ id: 'AdoptedMapping' })

export const adoptedMappingPage = pageOf(adoptedMapping, 'AdoptedMappingPage')

export const adoptedMappingQuery = z.object({
  ...pagingQuery,
  requirement: requirementIdSchema.optional().describe('at either end'),
})

export const adoptMappingRequest = z
  .strictObject({
    from: requirementIdSchema,
    to: requirementIdSchema.describe('either way round'),
    reason: storedText.max(2000).describe('why it holds for this organization'),
  })
  .meta({ id: 'AdoptMappingRequest' })

export const dropMappingRequest = z
  .strictObject({ from: requirementIdSchema, to: requirementIdSchema })
  .meta({ id: 'DropMappingRequest' })
