import { z } from 'zod'
import { roles } from '@primum/core/access/roles'
import { evidenceRequestStates, evidenceTargets } from '@primum/core/evidence/evidence'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'
import { calendarDay, evidenceTarget } from '../evidence/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

export const evidenceRequest = z
  .object({
    id: z.uuid(),
    title: z.string(),
    description: z.string().describe('what is wanted'),
    target: z.object({ type: z.enum(evidenceTargets), id: z.string() }).nullable(),
    aiSystem: z.object({ id: z.uuid(), name: z.string(), synthetic: z.boolean() }).nullable(),
    askedOf: z.object({
      member: z.object({ id: z.uuid(), userId: z.string(), name: z.string() }).nullable(),
      role: z.enum(roles).nullable(),
    }),
    dueOn: z.iso.date().describe('the last day in time'),
    overdue: z.boolean(),
    state: z.enum(evidenceRequestStates),
    evidence: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    cancellationReason: z.string().nullable(),
    createdBy: stamp,
    createdAt: z.iso.datetime(),
    closedBy: stamp.nullable(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EvidenceRequest' })

export const evidenceRequestPage = pageOf(evidenceRequest, 'EvidenceRequestPage')

export const evidenceRequestQuery = z.object({
  ...pagingQuery,
  state: z.enum(evidenceRequestStates).optional(),
  overdue: z.stringbool().optional().describe('true: open after its last day'),
  mine: z.stringbool().optional().describe('true: asked of the asker, by name or by role'),
  aiSystemId: z.uuid().optional(),
})

export const requestEvidenceRequest = z
  .strictObject({
    title: storedText.max(300),
    description: storedText.describe('what is wanted, and what it has to show'),
    target: evidenceTarget.nullable().default(null).describe('what the evidence will speak for'),
    askedOf: z.union([
      z.strictObject({ memberId: z.uuid() }),
      z.strictObject({ role: z.enum(roles) }),
    ]),
    dueOn: calendarDay,
  })
  .meta({ id: 'RequestEvidenceRequest' })

export const fulfilRequestRequest = z
  .strictObject({ evidenceId: z.uuid() })
  .meta({ id: 'FulfilEvidenceRequest' })

export const cancelRequestRequest = z
  .strictObject({ reason: storedText.max(2000) })
  .meta({ id: 'CancelEvidenceRequest' })
