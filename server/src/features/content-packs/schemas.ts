import { packKinds } from '@primum/core/frameworks/pack'
import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

const named = {
  kind: z.enum(packKinds),
  id: z.string().describe('of the framework or crosswalk'),
  title: z.string(),
}

const digest = z.string().regex(/^[0-9a-f]{64}$/)

export const contentPack = z
  .object({
    ...named,
    origin: z.enum(['program', 'own']).describe('own: written by the organization'),
    release: z.string().nullable().describe('in force here; null: not taken yet'),
    digest: digest.nullable().describe('SHA-256 of what it says, over canonical JSON'),
    adoptedBy: stamp.nullable().describe('null: it came with the program, and nobody decided'),
    adoptedAt: z.iso.datetime().nullable(),
    switchedOff: z.object({ reason: z.string(), by: stamp, at: z.iso.datetime() }).nullable(),
    waiting: z
      .object({ release: z.string(), digest })
      .nullable()
      .describe('what the program comes with now, where that is something else'),
    revision: z.number().int(),
  })
  .meta({ id: 'ContentPack' })

export const contentPackList = z
  .object({ items: z.array(contentPack) })
  .meta({ id: 'ContentPackList' })

const change = z.object({
  id: z.string().describe('of a mapping: its two ends with a blank between them'),
  kind: z.enum(['requirement', 'rule', 'mapping']),
  title: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  fields: z
    .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
    .describe(
      'what differs; of what was added all of it, before null; of what was removed all of it, after null',
    ),
  matters: z.boolean().describe('false: only sources, dates of reading, notes or cases differ'),
})

const requirementIds = z.array(z.string())

export const touchedRecords = z.object({
  controls: z.array(
    z.object({ id: z.uuid(), reference: z.string(), title: z.string(), requirementIds }),
  ),
  evidence: z.array(z.object({ id: z.uuid(), title: z.string(), requirementIds })),
  duties: z.array(
    z.object({
      id: z.uuid(),
      requirementId: z.string(),
      aiSystem: z.object({ id: z.uuid(), reference: z.string(), name: z.string() }),
    }),
  ),
  statements: z.array(
    z.object({ id: z.uuid(), number: z.number().int(), signed: z.boolean(), requirementIds }),
  ),
  gapAssessments: z.array(z.object({ id: z.uuid(), number: z.number().int(), requirementIds })),
  adoptedMappings: z.array(z.object({ from: z.string(), to: z.string() })),
})

const step = {
  changes: z.array(change),
  touched: touchedRecords.describe('records of the organization that are about what changed'),
}

const releaseHead = z.object({ release: z.string(), digest })

export const contentRelease = z
  .object({
    ...named,
    from: releaseHead.nullable().describe('null: it was not here before'),
    to: releaseHead,
    ...step,
    law: z
      .array(
        z.object({
          aiSystem: z.object({ id: z.uuid(), reference: z.string(), name: z.string() }),
          requirementId: z.string(),
          title: z.string(),
          before: z.string().nullable().describe('null: it did not apply'),
          after: z.string().nullable(),
        }),
      )
      .describe('what would become of the obligations of the AI systems'),
  })
  .meta({ id: 'ContentRelease' })

export const adoptReleaseRequest = z
  .strictObject({
    digest: digest.describe('of the release that was looked at'),
    reason: storedText.max(1000).describe('what was looked at, and why it is taken'),
  })
  .meta({ id: 'AdoptReleaseRequest' })

export const switchPackRequest = z
  .strictObject({
    on: z.boolean(),
    reason: storedText.max(1000),
  })
  .meta({ id: 'SwitchPackRequest' })

export const contentAdoption = z
  .object({
    id: z.uuid(),
    kind: z.enum(packKinds),
    pack: z.string().describe('the id of the framework or crosswalk'),
    from: releaseHead.nullable(),
    to: releaseHead,
    ...step,
    reason: z.string(),
    adoptedBy: stamp,
    adoptedAt: z.iso.datetime(),
  })
  .meta({ id: 'ContentAdoption' })

export const contentAdoptionPage = pageOf(contentAdoption, 'ContentAdoptionPage')

export const contentAdoptionQuery = z.object({
  ...pagingQuery,
  kind: z.enum(packKinds).optional(),
  pack: z.string().max(60).optional(),
})

export const packParams = z.object({ kind: z.enum(packKinds), id: z.string().max(60) })

const given = z.string().max(2000).exactOptional()
const reason = storedText.max(1000)

/** What is said beside the file; where a table has a sheet Framework, that comes first. */
export const lookAtOwnRequest = z.object({
  reason: reason.exactOptional().describe('why it is taken; needed without preview'),
  id: given.describe(
    'of the framework, where a table has no sheet Framework; so are the following',
  ),
  title: given,
  edition: given,
  release: given,
  about: given,
  source: given,
  locator: given,
  asOf: given,
  confidence: given,
  jurisdiction: given,
  notes: given,
})

export const takeOwnRequest = lookAtOwnRequest.extend({
  reason: z.string({ error: 'Say why it is taken, or send preview=true.' }).pipe(reason),
})

export const ownFrameworkQuery = lookAtOwnRequest.extend({
  fileName: z
    .string()
    .max(300)
    .exactOptional()
    .describe('or in the header x-file-name, URL-encoded'),
  preview: z.stringbool().default(false).describe('only look; nothing is written'),
})

export const ownFrameworkFile = z.string().meta({ format: 'binary' })

export const ownFrameworkImport = z
  .object({
    id: z.string(),
    title: z.string(),
    requirements: z.number().int().describe('without headings and notes'),
    mappings: z.number().int(),
    rules: z.number().int(),
    warnings: z.array(z.string()).describe('what was read otherwise than it was written'),
    releases: z
      .array(contentRelease)
      .describe('with preview: what would change, of the framework and of its crosswalk'),
    adoptions: z.array(contentAdoption).describe('without preview: what was taken'),
    imported: z.number().int().describe('how many packs were taken'),
  })
  .meta({ id: 'OwnFrameworkImport' })

export const removeOwnRequest = z.strictObject({ reason }).meta({ id: 'RemoveOwnFrameworkRequest' })

export const ownFrameworkRemoval = z
  .object({
    id: z.string(),
    release: z.string(),
    reason: z.string(),
    removedBy: stamp,
    removedAt: z.iso.datetime(),
  })
  .meta({ id: 'OwnFrameworkRemoval' })

export const ownParams = z.object({ id: z.string().max(60) })
