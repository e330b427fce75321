import { z } from 'zod'
import { proposalStates } from '@primum/core/monitoring/rollback-proposal'
import { storedText } from '../baselines/schemas.ts'

const versionName = z.object({ id: z.uuid(), label: z.string() })

const signature = z.object({
  userId: z.string(),
  userName: z.string(),
  roles: z.array(z.string()),
  statement: z.string().nullable(),
  at: z.iso.datetime(),
})

export const rollbackProposal = z
  .object({
    id: z.uuid(),
    aiSystem: z.object({ id: z.uuid(), name: z.string(), synthetic: z.boolean() }),
    version: versionName.describe('the version that fails'),
    target: versionName.nullable().describe('null: to suspend the system is proposed'),
    epochSequence: z.number().int().describe('of the alias event that made the version stable'),
    state: z.enum(proposalStates),
    reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    evidence: z.record(z.string(), z.unknown()),
    digest: z.string().describe('SHA-256 of what is proposed, which approvals are given on'),
    approvalsRequired: z.number().int().describe('how many different people have to approve'),
    approvals: z.array(signature),
    incidentId: z.uuid().nullable(),
    createdAt: z.iso.datetime(),
    dueAt: z.iso
      .datetime()
      .nullable()
      .describe("when it is carried out if nobody answers, in the system's own time; null: never"),
    closedAt: z.iso.datetime().nullable(),
    closedReason: z.string().nullable(),
    closedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
    aliasSequence: z.number().int().nullable().describe('of the move that carried it out'),
  })
  .meta({ id: 'RollbackProposal' })

export const rollbackProposalList = z
  .object({ items: z.array(rollbackProposal) })
  .meta({ id: 'RollbackProposalList' })

const proof = {
  password: z.string().min(1).max(1000),
  code: z.string().max(20).optional(),
}

export const approveProposalRequest = z
  .strictObject({ ...proof, statement: storedText.nullable().default(null) })
  .meta({ id: 'ApproveRollbackProposalRequest' })

export const rejectProposalRequest = z
  .strictObject({ ...proof, reason: storedText })
  .meta({ id: 'RejectRollbackProposalRequest' })
