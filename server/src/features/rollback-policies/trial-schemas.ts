import { z } from 'zod'
import { rollbackPolicySchema } from '@primum/core/monitoring/rollback-policy'

export const rollbackPolicyTrialRequest = z
  .strictObject({
    policy: rollbackPolicySchema.describe('as it would be set'),
    from: z.iso.date().optional().describe('a year before the last day where absent'),
    to: z.iso.date().optional().describe('the last full day where absent'),
    changeAt: z.iso.date().optional().describe('the first day of a known change for the worse'),
  })
  .meta({ id: 'RollbackPolicyTrialRequest' })

const versionName = z.object({ id: z.uuid(), label: z.string() })

export const rollbackPolicyTrial = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    days: z.number().int().describe('replayed, each with a version in production'),
    events: z.array(
      z.object({
        day: z.iso.date(),
        action: z.enum(['rollback', 'suspend', 'propose', 'page']),
        version: versionName,
        target: versionName.nullable(),
        dueAt: z.iso.datetime().nullable(),
        carriesOut: z.boolean().describe('true: a proposal that nobody answered'),
        reasons: z.array(z.object({ code: z.string(), message: z.string() })),
      }),
    ),
    falseAlarmsPerYear: z.object({
      counted: z.number().nullable().describe('in the stable days; null below 30 of them'),
      stableDays: z.number().int(),
    }),
    delayDays: z.number().int().nullable().describe('from changeAt to the first action after it'),
    sentence: z.string(),
    notJudged: z
      .array(z.string())
      .describe('versions without a baseline, where the policy hears metrics that need one'),
  })
  .meta({ id: 'RollbackPolicyTrial' })
