import type { GateFacts } from '@primum/core/lifecycle/gate-facts'
import { isReviewed, needsLabels } from '@primum/core/monitoring/metric-kind'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { Context } from '../../context.ts'

export type MonitoringFacts = Pick<GateFacts, 'monitoring' | 'openCriticalIncidents'> & {
  policy: RollbackPolicy | null
}

/** How a system is watched, and what is open against it. */
export async function loadMonitoringFacts(
  ctx: Context,
  aiSystemId: string,
): Promise<MonitoringFacts> {
  const monitors = await ctx.db
    .selectFrom('monitors')
    .select('body')
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('enabled', '=', true)
    .execute()
  const metrics = monitors.map(({ body }) => (body as unknown as { metric: MetricName }).metric)
  const policy = await ctx.db
    .selectFrom('rollback_policies')
    .select('body')
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  const body = (policy?.body as unknown as RollbackPolicy | undefined) ?? null
  const incidents = await ctx.db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('severity', '=', 'critical')
    .where('status', 'not in', ['resolved', 'closed'])
    .executeTakeFirstOrThrow()
  return {
    monitoring: {
      performanceMonitors: metrics.filter((metric) => needsLabels(metric) || isReviewed(metric))
        .length,
      heartbeat: metrics.includes('heartbeat'),
      rollbackPolicy: body?.mode ?? null,
    },
    openCriticalIncidents: incidents.count,
    policy: body,
  }
}
