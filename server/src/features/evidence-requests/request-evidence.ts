import { decide } from '@primum/core/access/decide'
import type { Role } from '@primum/core/access/roles'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { resolveTarget } from '../evidence/targets.ts'
import { requestEvidenceRequest } from './schemas.ts'
import { dayOf, loadRequest } from './store.ts'
import type { EvidenceRequest } from './store.ts'
import { tellOfRequest } from './tell-of-request.ts'

/** Asks a member, or all of a role, for evidence until a day. */
export async function requestEvidence(ctx: Context, input: unknown): Promise<EvidenceRequest> {
  ctx.authorize('evidence.request')
  const request = parse(requestEvidenceRequest, input)
  if (request.dueOn < dayOf(ctx)) throw invalid('dueOn', 'This day is over already.')
  return ctx.transaction(async (tx) => {
    await requireAsked(tx, request.askedOf)
    const target = request.target === null ? null : await resolveTarget(tx, request.target)
    const id = tx.newId()
    await tx.db
      .insertInto('evidence_requests')
      .values({
        id,
        organization_id: tx.organizationId,
        title: request.title,
        description: request.description,
        target_type: target?.type ?? null,
        target_id: target?.id ?? null,
        ai_system_id: target?.aiSystemId ?? null,
        asked_member_id: 'memberId' in request.askedOf ? request.askedOf.memberId : null,
        asked_role: 'role' in request.askedOf ? request.askedOf.role : null,
        due_on: request.dueOn,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
    const after = await loadRequest(tx, id)
    appendEntry(tx, {
      action: 'evidence-requests.request',
      subject: { type: 'evidence-requests', id },
      before: null,
      after,
      details: { title: after.title, askedOf: request.askedOf, dueOn: after.dueOn },
    })
    await tellOfRequest(tx, after, 'asked')
    return after
  })
}

/** Who is asked must be able to answer. */
async function requireAsked(
  tx: Context,
  askedOf: { memberId: string } | { role: Role },
): Promise<void> {
  if ('role' in askedOf) return refuseUnable([askedOf.role], tx, 'askedOf.role')
  const member = await tx.db
    .selectFrom('members')
    .select('roles')
    .where('id', '=', askedOf.memberId)
    .where('organization_id', '=', tx.organizationId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (member === undefined) throw invalid('askedOf.memberId', 'There is no such member here.')
  refuseUnable(member.roles as Role[], tx, 'askedOf.memberId')
}

function refuseUnable(roles: Role[], tx: Context, path: string): void {
  const decision = decide({ kind: 'person', roles, accessEnds: null }, 'evidence.manage', tx.now())
  if (decision.allowed) return
  const remedy = decision.reasons[0]?.message ?? ''
  throw invalid(path, 'Who is asked cannot file evidence.', remedy)
}
