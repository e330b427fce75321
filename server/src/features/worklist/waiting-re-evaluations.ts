import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { reEvaluationDays } from '../alarms/follow-alarms.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

/** Versions that a monitor asks to be evaluated anew, until the alarm is acknowledged. */
export async function waitingReEvaluations(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('incidents.manage').allowed) return []
  const rows = await ctx.db
    .selectFrom('alarms')
    .innerJoin('monitors', 'monitors.id', 'alarms.monitor_id')
    .innerJoin('ai_systems', 'ai_systems.id', 'alarms.ai_system_id')
    .innerJoin('versions', 'versions.id', 'alarms.version_id')
    .select(['ai_systems.id', 'ai_systems.name', 'ai_systems.synthetic', 'versions.label'])
    .select((eb) => eb.fn.min('alarms.raised_at').as('since'))
    .where('alarms.organization_id', '=', ctx.organizationId)
    .where('acknowledged_at', 'is', null)
    .where(sql<string>`monitors.body->>'action'`, '=', 'trigger-re-evaluation')
    .groupBy(['ai_systems.id', 'ai_systems.name', 'ai_systems.synthetic', 'versions.label'])
    .execute()
  const now = ctx.now()
  return rows.map((row) => {
    const due = new Date(row.since.getTime() + reEvaluationDays * 86_400_000)
    return {
      id: `re-evaluation-${row.id}-${row.label}`,
      kind: 're-evaluation' as const,
      title: `${row.name} ${row.label}: evaluate it anew`,
      detail: 'A monitor asks for it. Acknowledge its alarm once that is done.',
      path: `/ai-systems/${row.id}/monitoring`,
      action: 'Evaluate the version',
      dueAt: due.toISOString(),
      clockNow: null,
      overdue: due.getTime() < now.getTime(),
      urgency: urgencyOf(due, now) === 'now' ? ('now' as const) : ('soon' as const),
      synthetic: row.synthetic,
    }
  })
}
