import { z } from 'zod'
import {
  findingSeverities,
  findingSources,
  findingStatuses,
  requiredActions,
} from '@primum/core/findings/finding'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

/** Where people found it: what a control test or an audit calls itself, or their own eyes. */
const namedSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person') }),
  z.strictObject({ type: z.literal('control-test'), reference: storedText.max(300) }),
  z.strictObject({ type: z.literal('gap-assessment'), reference: storedText.max(300) }),
  z.strictObject({ type: z.literal('audit'), reference: storedText.max(300) }),
])

const source = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('monitor'),
    alarmId: z.uuid(),
    monitorId: z.uuid(),
    monitorKey: z.string(),
  }),
  ...namedSource.options,
])

export const finding = z
  .object({
    id: z.uuid(),
    number: z.number().int().describe('counts up within the organization'),
    reference: z.string().describe('what people call it, such as F-12'),
    aiSystem: z
      .object({ id: z.uuid(), name: z.string(), synthetic: z.boolean() })
      .nullable()
      .describe('null where it is about the programme as a whole'),
    version: z.object({ id: z.uuid(), label: z.string() }).nullable(),
    title: z.string(),
    description: z.string(),
    severity: z.enum(findingSeverities),
    source,
    requiredAction: z.enum(requiredActions),
    status: z.enum(findingStatuses),
    owner: z.object({ id: z.uuid(), userId: z.string(), name: z.string() }).nullable(),
    dueAt: z.iso.datetime(),
    overdue: z.boolean(),
    resolvedBy: stamp.nullable().describe('who put it right last, and so cannot check it'),
    steps: z
      .array(
        z.object({
          from: z.enum(findingStatuses).nullable(),
          to: z.enum(findingStatuses),
          reason: z.string().nullable(),
          by: stamp,
          at: z.iso.datetime(),
        }),
      )
      .describe('what became of it, oldest first'),
    openedBy: stamp,
    openedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'Finding' })

export const findingSummary = finding.omit({ steps: true }).meta({ id: 'FindingSummary' })

export const findingPage = pageOf(findingSummary, 'FindingPage')

export const findingQuery = z.object({
  ...pagingQuery,
  status: z.enum(findingStatuses).optional(),
  open: z.stringbool().optional().describe('true: not verified yet'),
  overdue: z.stringbool().optional().describe('true: due, and neither resolved nor verified'),
  mine: z.stringbool().optional().describe('true: those that the asker owns'),
  severity: z.enum(findingSeverities).optional(),
  source: z.enum(findingSources).optional(),
  requiredAction: z.enum(requiredActions).optional(),
  aiSystemId: z.uuid().optional(),
})

export const openFindingRequest = z
  .strictObject({
    title: storedText.max(300),
    description: storedText.describe(
      'what is wrong; no names, numbers or dates that identify a patient',
    ),
    severity: z.enum(findingSeverities),
    requiredAction: z.enum(requiredActions).default('correct'),
    aiSystemId: z.uuid().nullable().default(null),
    versionId: z.uuid().nullable().default(null),
    ownerId: z.uuid().nullable().default(null).describe('of a member'),
    dueAt: z.iso.datetime({ offset: true }).optional().describe('by its severity where absent'),
    source: namedSource.default({ type: 'person' }),
  })
  .meta({ id: 'OpenFindingRequest' })

export const changeFindingRequest = z
  .strictObject({
    status: z.enum(['in-progress', 'resolved']).optional(),
    reason: storedText.nullable().default(null).describe('what was done; needed to resolve'),
    severity: z.enum(findingSeverities).optional(),
    requiredAction: z.enum(requiredActions).optional(),
    ownerId: z.uuid().nullable().optional(),
    dueAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'ChangeFindingRequest' })

export const checkFindingRequest = z
  .strictObject({
    effective: z.boolean().describe('true: it worked, which closes it; false: it starts again'),
    reason: storedText.describe('how that was seen'),
  })
  .meta({ id: 'CheckFindingRequest' })
