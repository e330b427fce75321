import type { Context } from '../../context.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

/** Open incidents, for those who may manage them. */
export async function waitingIncidents(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('incidents.manage').allowed) return []
  const rows = await ctx.db
    .selectFrom('incidents')
    .innerJoin('ai_systems', 'ai_systems.id', 'incidents.ai_system_id')
    .select(['incidents.id', 'number', 'title', 'severity', 'status', 'owner', 'due_at'])
    .select(['ai_systems.synthetic'])
    .where('incidents.organization_id', '=', ctx.organizationId)
    .where('status', 'not in', ['resolved', 'closed'])
    .orderBy('due_at')
    .limit(100)
    .execute()
  const now = ctx.now()
  return rows.map((row) => ({
    id: `incident-${row.id}`,
    kind: 'incident' as const,
    title: `Incident ${row.number}: ${row.title}`,
    detail: `${row.severity}, ${row.status}, owner ${row.owner ?? 'nobody yet'}`,
    path: `/incidents/${row.id}`,
    action: row.status === 'open' ? 'Take the incident' : 'Go on with the incident',
    dueAt: row.due_at.toISOString(),
    clockNow: null,
    overdue: row.due_at.getTime() < now.getTime(),
    urgency: urgencyOf(row.due_at, now, row.severity === 'critical'),
    synthetic: row.synthetic,
  }))
}

/** Alarms that nobody has acknowledged and that no incident carries, one item for each system. */
export async function waitingAlarms(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('incidents.manage').allowed) return []
  const rows = await ctx.db
    .selectFrom('alarms')
    .innerJoin('ai_systems', 'ai_systems.id', 'alarms.ai_system_id')
    .select(['ai_systems.id', 'ai_systems.name', 'ai_systems.synthetic', 'alarms.level'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('alarms.organization_id', '=', ctx.organizationId)
    .where('acknowledged_at', 'is', null)
    .where('incident_id', 'is', null)
    .groupBy(['ai_systems.id', 'ai_systems.name', 'ai_systems.synthetic', 'alarms.level'])
    .execute()
  return rows.map((row) => ({
    id: `alarm-${row.id}-${row.level}`,
    kind: 'alarm' as const,
    title: `${row.name}: ${row.count} ${row.level} ${row.count === 1 ? 'alarm' : 'alarms'}`,
    detail: 'Not acknowledged yet.',
    path: `/ai-systems/${row.id}/monitoring`,
    action: 'Look at the alarms',
    dueAt: null,
    clockNow: null,
    overdue: false,
    urgency: row.level === 'warning' ? ('soon' as const) : ('now' as const),
    synthetic: row.synthetic,
  }))
}
