import { lifecycleStages } from '@primum/core/lifecycle/stages'
import { z } from 'zod'
import { reasonSchema } from '../../http/problem.ts'
import { aiSystem } from '../ai-systems/schemas.ts'
import { signRequest } from '../sign-offs/schemas.ts'

const stage = z.enum(lifecycleStages)
const meaning = z.enum([
  'approve-deployment',
  'confirm-clinical-use',
  'approve-operation',
  'approve-retirement',
])

const requirement = z.object({
  id: z.string(),
  title: z.string(),
  met: z.boolean(),
  reason: reasonSchema.optional(),
})

const signOffRequirement = z.object({
  meaning,
  title: z.string(),
  roles: z.array(z.string()),
  count: z.number().int(),
})

const gateSignOff = z.object({
  meaning: z.string(),
  userId: z.string(),
  userName: z.string(),
  role: z.string(),
  digest: z.string(),
  at: z.iso.datetime(),
})

export const gate = z
  .object({
    target: stage,
    title: z.string(),
    meaning: z.string(),
    reachable: z.boolean().describe('whether it is a next step from the present stage'),
    needsReason: z.boolean(),
    allowed: z.boolean().describe('whether everything it asks is met'),
    requirements: z.array(requirement),
    signOffs: z.object({
      required: z.array(signOffRequirement),
      present: z.array(gateSignOff),
      missing: z.array(signOffRequirement),
      stale: z.array(gateSignOff).describe('given on an earlier state; they no longer count'),
    }),
    digest: z.string().describe('SHA-256 of what a signature on this gate covers now'),
  })
  .meta({ id: 'Gate' })

export const stageChange = z
  .object({
    id: z.uuid(),
    from: stage,
    to: stage,
    reason: z.string().nullable(),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    at: z.iso.datetime(),
  })
  .meta({ id: 'StageChange' })

export const lifecycle = z
  .object({
    stage,
    tier: z.number().int().min(1).max(4).nullable(),
    suspended: z.boolean(),
    gates: z.array(gate),
    history: z.array(stageChange).describe('newest first'),
  })
  .meta({ id: 'Lifecycle' })

export const gateParams = z.object({ id: z.uuid(), target: stage })

export const signGateRequest = z
  .strictObject({
    ...signRequest.shape,
    meaning: meaning
      .optional()
      .describe('which of the missing signatures; absent: the first that the roles fit'),
  })
  .meta({ id: 'SignGateRequest' })

export const changeStageRequest = z
  .strictObject({ to: stage, reason: z.string().trim().min(1).max(4000).optional() })
  .meta({ id: 'ChangeStageRequest' })

/** What a move answers: the system, at its new stage. */
export const movedAiSystem = aiSystem
