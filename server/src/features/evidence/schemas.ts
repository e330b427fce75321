import { z } from 'zod'
import { evidenceKinds, evidenceOrigins, evidenceTargets } from '@primum/core/evidence/evidence'
import { freshnessStates } from '@primum/core/evidence/freshness'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'

/** A day that PostgreSQL and people know. */
export const calendarDay = z.iso
  .date()
  .refine((day) => day >= '1900' && day < '2200', 'a day from 1900 to 2199')

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

const freshness = z
  .object({
    state: z.enum(freshnessStates),
    reason: z.string(),
    until: z.iso
      .date()
      .nullable()
      .describe('valid, expiring: the last day; not-yet-effective: the first one'),
  })
  .describe('whether it may be relied on today; computed, never stored')

export const evidenceVersion = z
  .object({
    number: z.number().int(),
    sha256: z.string(),
    size: z.number().int(),
    mediaType: z.string().describe('by its bytes, whatever its name says'),
    fileName: z.string(),
    effectiveFrom: z.iso.date(),
    effectiveUntil: z.iso.date().nullable().describe('the last day; null: without an end'),
    governs: z.boolean().describe('whether this is the version that counts today'),
    previewable: z.boolean(),
    note: z.string().nullable(),
    uploadedBy: stamp,
    uploadedAt: z.iso.datetime(),
  })
  .meta({ id: 'EvidenceVersion' })

const hold = z.object({ reason: z.string(), by: stamp, at: z.iso.datetime() })

export const evidenceSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    kind: z.enum(evidenceKinds),
    description: z.string(),
    owner: z.object({ id: z.uuid(), userId: z.string(), name: z.string() }).nullable(),
    origin: z.enum(evidenceOrigins),
    source: z
      .object({ type: z.string(), id: z.string() })
      .nullable()
      .describe('the record that Primum made it from'),
    freshness,
    reviewMonths: z.number().int().nullable(),
    retentionUntil: z.iso.date().nullable().describe('before this day nothing is withdrawn'),
    hold: hold.nullable().describe('while it is held for the law nothing is withdrawn or unlinked'),
    withdrawn: hold.nullable(),
    versionCount: z.number().int(),
    uploadedAt: z.iso.datetime().describe('of the newest version; of the record while it has none'),
    createdBy: stamp,
    createdAt: z.iso.datetime(),
    revision: z.number().int(),
  })
  .meta({ id: 'EvidenceSummary' })

export const evidence = evidenceSummary
  .extend({
    versions: z.array(evidenceVersion).describe('the newest 100, newest first'),
    linkCount: z.number().int(),
  })
  .meta({ id: 'Evidence' })

export const evidencePage = pageOf(evidenceSummary, 'EvidencePage')

export const evidenceVersionPage = pageOf(evidenceVersion, 'EvidenceVersionPage')

export const evidenceLink = z
  .object({
    id: z.uuid(),
    target: z.object({ type: z.enum(evidenceTargets), id: z.string() }),
    aiSystem: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    note: z.string().nullable(),
    createdBy: stamp,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'EvidenceLink' })

export const evidenceLinkPage = pageOf(evidenceLink, 'EvidenceLinkPage')

export const evidenceLinkQuery = z.object({ ...pagingQuery })

export const evidenceQuery = z.object({
  ...pagingQuery,
  search: z.string().trim().max(200).optional().describe('words of title and description'),
  kind: z.enum(evidenceKinds).optional(),
  state: z.enum(freshnessStates).optional(),
  origin: z.enum(evidenceOrigins).optional(),
  hold: z.stringbool().optional().describe('true: held for the law'),
  targetType: z.enum(evidenceTargets).optional(),
  targetId: z.string().max(200).optional().describe('with targetType'),
  aiSystemId: z.uuid().optional().describe('linked to this AI system'),
  ownerId: z.uuid().optional(),
  sort: z.enum(['title', '-uploaded']).default('-uploaded'),
})

const targetId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{P} §]*$/u, 'letters, digits, blanks and punctuation')

/** What evidence is linked to, or asked for. */
export const evidenceTarget = z.strictObject({
  type: z.enum(evidenceTargets),
  id: targetId.describe(
    'the id of an assessment, AI system, finding or incident; the stage of a gate; the id that a framework gives its requirement, control or obligation',
  ),
  aiSystemId: z.uuid().nullable().default(null).describe('needed for a gate'),
})

const described = {
  title: storedText.max(300),
  kind: z.enum(evidenceKinds),
  description: z.string().trim().max(4000),
  ownerId: z.uuid().nullable().describe('of a member'),
  reviewMonths: z
    .number()
    .int()
    .min(1)
    .max(120)
    .nullable()
    .describe('months after which a version has to be reviewed'),
}

export const registerEvidenceRequest = z
  .strictObject({
    ...described,
    description: described.description.default(''),
    ownerId: described.ownerId.default(null),
    reviewMonths: described.reviewMonths.default(null),
    links: z.array(evidenceTarget).max(50).default([]),
  })
  .meta({ id: 'RegisterEvidenceRequest' })

export const describeEvidenceRequest = z
  .strictObject(described)
  .partial()
  .meta({ id: 'DescribeEvidenceRequest' })

/** What is said of a file that is handed over. */
export const evidenceUploadQuery = z.object({
  fileName: z.string().max(300).optional().describe('or in the header x-file-name, URL-encoded'),
  effectiveFrom: calendarDay.optional().describe('the first day on which it counts; today'),
  effectiveUntil: calendarDay.optional().describe('the last day'),
  note: storedText.max(1000).optional(),
})

export const evidenceUpload = evidenceUploadQuery.extend({
  fileName: z
    .string({ error: 'Name the file in x-file-name (URL-encoded) or in ?fileName=.' })
    .min(1),
})

export const evidenceFile = z.string().meta({ format: 'binary' })

export const evidenceVersionParams = z.object({
  id: z.uuid(),
  number: z.coerce.number().int().min(1).max(1_000_000),
})

export const evidenceLinkParams = z.object({ id: z.uuid(), linkId: z.uuid() })

export const linkEvidenceRequest = evidenceTarget
  .extend({ note: storedText.max(1000).nullable().default(null) })
  .meta({ id: 'LinkEvidenceRequest' })

export const evidenceReasonRequest = z
  .strictObject({ reason: storedText.max(2000) })
  .meta({ id: 'EvidenceReasonRequest' })

export const retainEvidenceRequest = z
  .strictObject({
    retentionUntil: calendarDay.nullable().describe('the first day on which it may be withdrawn'),
    reason: storedText.max(2000),
  })
  .meta({ id: 'RetainEvidenceRequest' })
