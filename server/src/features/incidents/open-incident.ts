import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { openIncidentRequest } from './schemas.ts'
import { loadIncident, shownIncident } from './store.ts'
import type { Incident } from './store.ts'

/** Days until an incident is due, by severity, where nobody says otherwise. */
const dueDays = { critical: 1, major: 5, minor: 20 } as const

export type IncidentEvidence = { monitorId: string; evidence: Record<string, unknown> }

/** Opens an incident of a system; a monitor's incident brings its evidence along. */
export async function openIncident(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
  from: IncidentEvidence | null = null,
): Promise<Incident> {
  ctx.authorize('incidents.open')
  const request = parse(openIncidentRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await loadAiSystem(tx, aiSystemId)
    if (request.versionId !== null) await requireVersion(tx, aiSystemId, request.versionId)
    const now = tx.now()
    const due = request.dueAt ?? new Date(now.getTime() + dueDays[request.severity] * 86_400_000)
    // Numbers have no gaps: whoever takes the next one waits for the one before.
    await sql`select pg_advisory_xact_lock(hashtext(${`incidents ${tx.organizationId}`}))`.execute(
      tx.db,
    )
    const id = tx.newId()
    await tx.db
      .insertInto('incidents')
      .values({
        id,
        organization_id: tx.organizationId,
        number: sql<number>`(select coalesce(max(number), 0) + 1 from incidents
          where organization_id = ${tx.organizationId})`,
        ai_system_id: aiSystemId,
        version_id: request.versionId,
        monitor_id: from?.monitorId ?? null,
        title: request.title,
        description: request.description,
        severity: request.severity,
        status: 'open',
        owner: request.owner ?? system.clinicalOwner ?? system.modelOwner,
        due_at: due,
        evidence: JSON.stringify(from?.evidence ?? {}),
        opened_by: JSON.stringify(tx.stamp()),
        opened_at: now,
        updated_at: now,
      })
      .execute()
    const after = await loadIncident(tx, id)
    appendEntry(tx, {
      action: 'incidents.open',
      subject: { type: 'incidents', id },
      before: null,
      after,
      details: { number: after.number, severity: after.severity, title: after.title },
    })
    return shownIncident(after)
  })
}

async function requireVersion(tx: Context, aiSystemId: string, versionId: string): Promise<void> {
  const version = await tx.db
    .selectFrom('versions')
    .select('id')
    .where('id', '=', versionId)
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  if (version === undefined) throw invalid('versionId', 'This AI system has no such version.')
}
