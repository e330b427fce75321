import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

/** Evidence that the asker was asked for, by name or by role. */
export async function waitingEvidence(ctx: Context): Promise<WorklistItem[]> {
  if (ctx.asker.kind !== 'person' || !ctx.may('evidence.manage').allowed) return []
  const rows = await ctx.db
    .selectFrom('evidence_requests as request')
    .leftJoin('ai_systems', 'ai_systems.id', 'request.ai_system_id')
    .select(['request.id', 'title', 'description', 'due_on', 'asked_role', 'synthetic'])
    .where('request.organization_id', '=', ctx.organizationId)
    .where('state', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('asked_member_id', '=', ctx.actor.memberId),
        eb('asked_role', '=', sql<string>`any(${[...roles(ctx)]}::text[])`),
      ]),
    )
    .orderBy('due_on')
    .limit(100)
    .execute()
  const now = ctx.now()
  return rows.map((row): WorklistItem => {
    // In time until the last day ends.
    const dueAt = new Date(`${row.due_on}T23:59:59.999Z`)
    return {
      id: `evidence-request-${row.id}`,
      kind: 'evidence-request',
      title: `Evidence wanted: ${row.title}`,
      detail: row.description.slice(0, 300),
      path: `/evidence-requests/${row.id}`,
      action: 'File the evidence',
      dueAt: dueAt.toISOString(),
      clockNow: null,
      overdue: dueAt.getTime() < now.getTime(),
      urgency: urgencyOf(dueAt, now),
      synthetic: row.synthetic ?? false,
    }
  })
}

function roles(ctx: Context): readonly string[] {
  return ctx.asker.kind === 'person' ? ctx.asker.roles : []
}
