import type { Context } from '../../context.ts'
import { invalid, notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { changeIncidentRequest } from './schemas.ts'
import { loadIncident, shownIncident } from './store.ts'
import type { Incident } from './store.ts'

/** Changes status, severity, owner, due date or resolution; resolving needs to say how. */
export async function changeIncident(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<Incident> {
  ctx.authorize('incidents.manage')
  const request = parse(changeIncidentRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockIncident(tx, id)
    requireRevision(before.revision, revision, 'changed this incident')
    const status = request.status ?? before.status
    const resolution = request.resolution === undefined ? before.resolution : request.resolution
    const over = status === 'resolved' || status === 'closed'
    if (over && resolution === null) {
      throw invalid('resolution', 'Say how the incident was resolved.', 'Fill in the resolution.')
    }
    await tx.db
      .updateTable('incidents')
      .set({
        status,
        resolution,
        severity: request.severity ?? before.severity,
        owner: request.owner === undefined ? before.owner : request.owner,
        due_at: request.dueAt ?? before.dueAt,
        closed_at: over ? (before.closedAt ?? tx.now()) : null,
        updated_at: tx.now(),
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .execute()
    const after = await loadIncident(tx, id)
    appendEntry(tx, {
      action: 'incidents.change',
      subject: { type: 'incidents', id },
      before,
      after,
      details: { fields: Object.keys(request), status: after.status },
    })
    return shownIncident(after)
  })
}

async function lockIncident(tx: Context, id: string): Promise<Incident> {
  const row = await tx.db
    .selectFrom('incidents')
    .select('id')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('incident', id)
  return loadIncident(tx, id)
}
