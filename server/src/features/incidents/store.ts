import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { notFound } from '../../errors.ts'
import { shownEvidence } from '../../monitoring/shown-verdict.ts'
import type { incident } from './schemas.ts'

export type Incident = z.infer<typeof incident>

export function selectIncidents(ctx: Context) {
  return ctx.db
    .selectFrom('incidents')
    .innerJoin('ai_systems', 'ai_systems.id', 'incidents.ai_system_id')
    .leftJoin('versions', 'versions.id', 'incidents.version_id')
    .leftJoin('monitors', 'monitors.id', 'incidents.monitor_id')
    .selectAll('incidents')
    .select(['ai_systems.name as system_name', 'ai_systems.synthetic as system_synthetic'])
    .select(['versions.label as version_label', 'monitors.key as monitor_key'])
    .where('incidents.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectIncidents>['executeTakeFirstOrThrow']>>

export function toIncident(row: Row, now: Date): Incident {
  const over = row.status === 'resolved' || row.status === 'closed'
  return {
    id: row.id,
    number: row.number,
    aiSystem: { id: row.ai_system_id, name: row.system_name, synthetic: row.system_synthetic },
    version: row.version_id ? { id: row.version_id, label: row.version_label ?? '' } : null,
    monitor: row.monitor_id ? { id: row.monitor_id, key: row.monitor_key ?? '' } : null,
    title: row.title,
    description: row.description,
    severity: row.severity as Incident['severity'],
    status: row.status as Incident['status'],
    owner: row.owner,
    dueAt: row.due_at.toISOString(),
    overdue: !over && row.due_at.getTime() < now.getTime(),
    evidence: row.evidence as Record<string, unknown>,
    resolution: row.resolution,
    openedBy: row.opened_by as unknown as ActorStamp,
    openedAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    revision: row.revision,
  }
}

/** As people may see it: the evidence without the counts of few people. */
export function shownIncident(incident: Incident): Incident {
  return { ...incident, evidence: shownEvidence(incident.evidence) }
}

/** As recorded. */
export async function loadIncident(ctx: Context, id: string): Promise<Incident> {
  const row = await selectIncidents(ctx).where('incidents.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('incident', id)
  return toIncident(row, ctx.now())
}
