import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { openFindingRequest } from './schemas.ts'
import { loadFinding, insertStep } from './store.ts'
import type { Finding } from './store.ts'
import { tellOfFinding } from './tell-of-finding.ts'

export type MonitorSource = Extract<Finding['source'], { type: 'monitor' }>

/** Opens a finding; what a monitor found brings its alarm along. */
export async function openFinding(
  ctx: Context,
  input: unknown,
  from: MonitorSource | null = null,
): Promise<Finding> {
  ctx.authorize('findings.open')
  const request = parse(openFindingRequest, input)
  return ctx.transaction(async (tx) => {
    await requireSubject(tx, request)
    await requireMember(tx, request.ownerId)
    const now = tx.now()
    const days = tx.services.findingDueDays[request.severity]
    const source = from ?? request.source
    // Numbers have no gaps: whoever takes the next one waits for the one before.
    await sql`select pg_advisory_xact_lock(hashtext(${`findings ${tx.organizationId}`}))`.execute(
      tx.db,
    )
    const id = tx.newId()
    await tx.db
      .insertInto('findings')
      .values({
        id,
        organization_id: tx.organizationId,
        number: sql<number>`(select coalesce(max(number), 0) + 1 from findings
          where organization_id = ${tx.organizationId})`,
        ai_system_id: request.aiSystemId,
        version_id: request.versionId,
        monitor_id: from?.monitorId ?? null,
        title: request.title,
        description: request.description,
        severity: request.severity,
        source_type: source.type,
        source: JSON.stringify(source),
        required_action: request.requiredAction,
        owner_id: request.ownerId,
        due_at: request.dueAt ?? new Date(now.getTime() + days * 86_400_000),
        opened_by: JSON.stringify(tx.stamp()),
        opened_at: now,
        updated_at: now,
      })
      .execute()
    await insertStep(tx, id, { from: null, to: 'open', reason: null })
    const after = await loadFinding(tx, id)
    appendEntry(tx, {
      action: 'findings.open',
      subject: { type: 'findings', id },
      before: null,
      after,
      details: {
        number: after.number,
        severity: after.severity,
        title: after.title,
        source: after.source,
        requiredAction: after.requiredAction,
      },
    })
    await tellOfFinding(tx, after, 'opened')
    return after
  })
}

async function requireSubject(
  tx: Context,
  { aiSystemId, versionId }: { aiSystemId: string | null; versionId: string | null },
): Promise<void> {
  if (aiSystemId !== null) await loadAiSystem(tx, aiSystemId)
  if (versionId === null) return
  const version = await tx.db
    .selectFrom('versions')
    .select('id')
    .where('id', '=', versionId)
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', tx.organizationId)
    .executeTakeFirst()
  if (version === undefined) throw invalid('versionId', 'This AI system has no such version.')
}
