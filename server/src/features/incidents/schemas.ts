import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'

const severities = ['critical', 'major', 'minor'] as const
const statuses = ['open', 'investigating', 'contained', 'resolved', 'closed'] as const

export const incident = z
  .object({
    id: z.uuid(),
    number: z.number().int().describe('counts up within the organization'),
    aiSystem: z.object({ id: z.uuid(), name: z.string(), synthetic: z.boolean() }),
    version: z.object({ id: z.uuid(), label: z.string() }).nullable(),
    monitor: z.object({ id: z.uuid(), key: z.string() }).nullable(),
    title: z.string(),
    description: z.string(),
    severity: z.enum(severities),
    status: z.enum(statuses),
    owner: z.string().nullable(),
    dueAt: z.iso.datetime(),
    overdue: z.boolean(),
    evidence: z.record(z.string(), z.unknown()),
    resolution: z.string().nullable(),
    openedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    openedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'Incident' })

export const incidentPage = pageOf(incident, 'IncidentPage')

export const incidentQuery = z.object({
  ...pagingQuery,
  status: z.enum(statuses).optional(),
  open: z.stringbool().optional().describe('true: neither resolved nor closed'),
  severity: z.enum(severities).optional(),
  aiSystemId: z.uuid().optional(),
})

export const openIncidentRequest = z
  .strictObject({
    title: z.string().trim().min(1).max(300),
    description: z
      .string()
      .trim()
      .min(1)
      .max(8000)
      .describe('what happened; no names, numbers or dates that identify a patient'),
    severity: z.enum(severities),
    versionId: z.uuid().nullable().default(null),
    owner: z.string().trim().min(1).max(300).nullable().default(null),
    dueAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'OpenIncidentRequest' })

export const changeIncidentRequest = z
  .strictObject({
    status: z.enum(statuses).optional(),
    severity: z.enum(severities).optional(),
    owner: z.string().trim().min(1).max(300).nullable().optional(),
    dueAt: z.iso.datetime({ offset: true }).optional(),
    resolution: z.string().trim().min(1).max(8000).nullable().optional(),
  })
  .meta({ id: 'ChangeIncidentRequest' })
