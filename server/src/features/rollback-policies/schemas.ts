import { z } from 'zod'
import { rollbackPolicySchema } from '@primum/core/monitoring/rollback-policy'

export const rollbackPolicyRequest = rollbackPolicySchema.meta({ id: 'RollbackPolicyRequest' })

export const rollbackPolicy = z
  .object({
    policy: rollbackPolicySchema,
    isDefault: z
      .boolean()
      .describe('true where nobody has set a policy yet: then nothing happens by itself'),
    updatedAt: z.iso.datetime().nullable(),
    updatedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
    lastDryRun: z
      .object({
        at: z.iso.datetime().describe("in the system's own time"),
        versionId: z.uuid(),
        action: z.enum(['none', 'rollback', 'suspend', 'propose', 'page']),
        targetVersionId: z.uuid().nullable(),
        reasons: z.array(z.object({ code: z.string(), message: z.string() })),
      })
      .nullable()
      .describe('what the policy would have done last, had it not run dry'),
  })
  .meta({ id: 'RollbackPolicy' })
