import { validationProtocolContent } from '@primum/core/validation/protocol'
import type { Context } from '../src/context.ts'

const content = validationProtocolContent.parse({
  title: 'Put in place by a test',
  intendedPopulation: 'Adult inpatients.',
  primaryMetric: { metric: 'auroc' },
  acceptanceCriteria: [{ metric: 'auroc', bound: 'value', operator: 'at-least', limit: 0.5 }],
  thresholds: [0.5],
  unit: {},
})
const sampleSize = { required: null, requiredEvents: null, n: 500, events: 100, reached: null }

/** A signed validation report of a version, for tests that are about what comes after it. */
export async function putValidated(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
  verdict: 'met' | 'not-met' | 'not-estimable' = 'met',
): Promise<void> {
  const [protocolId, runId, now] = [ctx.newId(), ctx.newId(), ctx.now()]
  const shared = { organization_id: ctx.organizationId, ai_system_id: aiSystemId }
  const made = { created_by: JSON.stringify(ctx.stamp()), created_at: now }
  await ctx.db
    .insertInto('validation_protocols')
    .values({
      id: protocolId,
      ...shared,
      ...made,
      state: 'locked',
      content: JSON.stringify(content),
      digest: 'put by a test',
      updated_at: now,
      locked_at: now,
      locked_by: JSON.stringify(ctx.stamp()),
    })
    .execute()
  await ctx.db
    .insertInto('validation_runs')
    .values({
      id: runId,
      ...shared,
      ...made,
      protocol_id: protocolId,
      version_id: versionId,
      silent: JSON.stringify({ from: '2026-01-01', to: '2026-01-02' }),
      roles: JSON.stringify({ score: 's', label: 'l', groups: [], features: [] }),
      thresholds: [0.5],
      state: 'done',
      report: '{}',
      shown_report: '{}',
      summary: JSON.stringify({ criteria: [], headline: [], sampleSize }),
      verdict,
      digest: `of ${runId}`,
      finished_at: now,
      signed_at: now,
    })
    .execute()
}
