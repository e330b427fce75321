import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'

export const aliasNames = ['candidate', 'stable', 'previous'] as const
const causes = [
  'registration',
  'promotion',
  'rollback',
  'suspension',
  'resumption',
  'retirement',
  'manual',
] as const

const versionName = z.object({ id: z.uuid(), label: z.string() })
const actor = z.object({ kind: z.string(), id: z.string(), name: z.string() })

export const aliasParams = z.object({ id: z.uuid(), alias: z.enum(aliasNames) })

export const alias = z
  .object({
    alias: z.enum(aliasNames),
    version: versionName.nullable(),
    sequence: z.number().int().describe('of the event that set it; 0 where never set'),
    since: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Alias' })

export const aliasList = z.object({ items: z.array(alias) }).meta({ id: 'AliasList' })

export const moveAliasRequest = z
  .strictObject({
    versionId: z.uuid().nullable().describe('null takes the alias off every version'),
    reason: storedText,
  })
  .meta({ id: 'MoveAliasRequest' })

export const aliasEvent = z
  .object({
    sequence: z.number().int(),
    alias: z.enum(aliasNames),
    from: versionName.nullable(),
    to: versionName.nullable(),
    cause: z.enum(causes),
    reason: z.string(),
    evidence: z.unknown(),
    actor,
    effectiveAt: z.iso.datetime().describe("in the system's own time"),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AliasEvent' })

export const aliasEventPage = pageOf(aliasEvent, 'AliasEventPage')

export const aliasEventQuery = z.object({ ...pagingQuery, alias: z.enum(aliasNames).optional() })

export const followQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('the sequence known already; Last-Event-ID goes before it; else from now on'),
})

export const rollBackInput = z.strictObject({
  aiSystemId: z.uuid(),
  targetVersionId: z.uuid().nullable(),
  // A long reason is cut: it must not be what keeps a failing version in production.
  reason: z
    .string()
    .min(1)
    .transform((text) => text.replaceAll('\u0000', '').slice(0, 4000)),
  evidence: z.record(z.string(), z.unknown()),
})

export const approvePromotionRequest = z
  .strictObject({
    password: z.string().min(1).max(1000),
    code: z.string().max(20).optional(),
    statement: storedText.nullable().default(null),
  })
  .meta({ id: 'ApprovePromotionRequest' })

export const promotionApprovals = z
  .object({
    required: z.number().int().describe('how many different people have to approve'),
    missing: z.number().int(),
    rolledBackFrom: z.boolean().describe('it failed in production before'),
    items: z
      .array(
        z.object({
          id: z.uuid(),
          userId: z.string(),
          userName: z.string(),
          roles: z.array(z.string()),
          statement: z.string().nullable(),
          method: z.string(),
          at: z.iso.datetime(),
        }),
      )
      .describe('approvals valid now, one per person'),
  })
  .meta({ id: 'PromotionApprovals' })
