import { z } from 'zod'
import { rollbackPolicySchema } from '@primum/core/monitoring/rollback-policy'

export const rollbackPolicyRequest = rollbackPolicySchema.meta({ id: 'RollbackPolicyRequest' })

export const rollbackPolicy = z
  .object({
    policy: rollbackPolicySchema,
    isDefault: z.boolean().describe('true where nobody has set a policy yet'),
    updatedAt: z.iso.datetime().nullable(),
    updatedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'RollbackPolicy' })
