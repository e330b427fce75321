import { archetypes } from '@primum/core/ai-systems/closed-lists'
import { lifecycleStages } from '@primum/core/lifecycle/stages'
import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { aiSystemFields } from './fields.ts'

export const registerAiSystemRequest = z
  .strictObject({
    ...aiSystemFields,
    clock: z
      .enum(['live', 'replay'])
      .default('live')
      .describe('replay: an example whose time is told to it, never a system in care'),
    synthetic: z.boolean().default(false).describe('its data is made up; said wherever it shows'),
  })
  .meta({ id: 'RegisterAiSystemRequest' })

/** Every field optional and without defaults: what is left out stays as it is. */
const editable = Object.fromEntries(
  Object.entries(aiSystemFields)
    .filter(([name]) => name !== 'reference')
    .map(([name, field]) => [
      name,
      (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
    ]),
) as {
  [Name in Exclude<keyof typeof aiSystemFields, 'reference'>]: z.ZodOptional<
    (typeof aiSystemFields)[Name] extends z.ZodDefault<infer Inner>
      ? Inner
      : (typeof aiSystemFields)[Name]
  >
}

export const editAiSystemRequest = z.strictObject(editable).meta({ id: 'EditAiSystemRequest' })

export const aiSystem = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    name: z.string(),
    businessPurpose: z.string(),
    intendedUse: z.string(),
    archetype: z.enum(archetypes),
    traits: z.array(z.string()),
    dataTypes: z.array(z.string()),
    modelOwner: z.string(),
    clinicalOwner: z.string().nullable(),
    technicalOwner: z.string().nullable(),
    riskOwner: z.string().nullable(),
    vendor: z.string().nullable(),
    hostingLocation: z.string(),
    monitoringApproach: z.string(),
    statedLastAssessedOn: z.string().nullable(),
    lastAssessedOn: z
      .string()
      .nullable()
      .describe('the day the newest assessment was signed here, or else the stated one'),
    careSetting: z.string().nullable(),
    users: z.string().nullable(),
    population: z.string().nullable(),
    autonomy: z.string().nullable(),
    downtimeProcedure: z.string().nullable(),
    usesPhi: z.boolean().nullable(),
    thirdPartyComponents: z.array(z.string()),
    fdaStatus: z.string().nullable(),
    fdaNumber: z.string().nullable(),
    euRole: z.string().nullable(),
    euHighRisk: z.boolean().nullable(),
    siteCodes: z.array(z.string()),
    outcomeHorizonDays: z.number().int(),
    outcomeGraceDays: z.number().int(),
    labelPolicy: z.enum(['absence-is-negative', 'exclude-unlabelled']),
    clock: z.enum(['live', 'replay']),
    replayNow: z.iso.datetime().nullable(),
    synthetic: z.boolean(),
    stage: z.enum(lifecycleStages),
    tier: z.number().int().min(1).max(4).nullable(),
    suspendedAt: z.iso.datetime().nullable(),
    suspensionReason: z.string().nullable(),
    stableVersion: z.object({ id: z.uuid(), label: z.string() }).nullable(),
    openIncidents: z.number().int(),
    revision: z.number().int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'AiSystem' })

export const aiSystemPage = pageOf(aiSystem, 'AiSystemPage')

export const aiSystemQuery = z.object({
  ...pagingQuery,
  search: z.string().trim().max(200).optional().describe('in name, reference, purpose and owner'),
  stage: z.enum(lifecycleStages).optional(),
  tier: z.coerce.number().int().min(1).max(4).optional(),
  archetype: z.enum(archetypes).optional(),
  suspended: z.stringbool().optional(),
  sort: z.enum(['name', '-name', 'updated', '-updated']).default('name'),
})

export const suspendRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(2000) })
  .meta({ id: 'SuspendAiSystemRequest' })

export const resumeRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(2000) })
  .meta({ id: 'ResumeAiSystemRequest' })

export const importQuery = z.object({
  preview: z.stringbool().default(false).describe('only check; nothing is written'),
})

export const importBody = z
  .string()
  .meta({ id: 'AiSystemsCsv' })
  .describe('CSV: a header row of field names; entries of a list separated by ;')

export const importReport = z
  .object({
    rows: z.array(
      z.object({
        row: z.number().int().describe('counted from 1, below the header'),
        reference: z.string().nullable(),
        ok: z.boolean(),
        errors: z.array(
          z.object({ path: z.string(), message: z.string(), remedy: z.string().optional() }),
        ),
      }),
    ),
    valid: z.number().int(),
    invalid: z.number().int(),
    imported: z.number().int(),
  })
  .meta({ id: 'AiSystemImport' })

const { limit: _limit, cursor: _cursor, ...filters } = aiSystemQuery.shape

export const exportQuery = z.object(filters)
