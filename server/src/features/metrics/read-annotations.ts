import type { Context } from '../../context.ts'

/** What happened to a system, to be drawn beside its metrics. */
export async function readAnnotations(ctx: Context, aiSystemId: string) {
  const events = await ctx.db
    .selectFrom('alias_events')
    .leftJoin('versions', 'versions.id', 'alias_events.to_version_id')
    .select(['effective_at', 'cause', 'versions.label'])
    .where('alias_events.ai_system_id', '=', aiSystemId)
    .where('alias', '=', 'stable')
    .orderBy('sequence')
    .execute()
  const alarms = await ctx.db
    .selectFrom('alarms')
    .innerJoin('monitors', 'monitors.id', 'alarms.monitor_id')
    .select(['alarms.day', 'alarms.level', 'monitors.key', 'incident_id'])
    .where('alarms.ai_system_id', '=', aiSystemId)
    .where('alarms.level', '!=', 'inconclusive')
    .orderBy('raised_at')
    .limit(200)
    .execute()
  return [
    ...events.map((event) => ({
      at: event.effective_at.toISOString(),
      kind: 'alias' as const,
      title:
        event.label === null
          ? `stable cleared (${event.cause})`
          : `${event.label} stable (${event.cause})`,
      path: `/ai-systems/${aiSystemId}/versions`,
    })),
    ...alarms.map((alarm) => ({
      at: `${alarm.day}T00:00:00.000Z`,
      kind: alarm.incident_id === null ? ('alarm' as const) : ('incident' as const),
      title: `${alarm.level}: ${alarm.key}`,
      path:
        alarm.incident_id === null
          ? `/ai-systems/${aiSystemId}/monitoring`
          : `/incidents/${alarm.incident_id}`,
    })),
  ]
}
