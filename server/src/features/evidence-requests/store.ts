import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict, notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { evidenceRequest } from './schemas.ts'

export type EvidenceRequest = z.infer<typeof evidenceRequest>

export function selectRequests(ctx: Context) {
  return ctx.db
    .selectFrom('evidence_requests as request')
    .leftJoin('ai_systems', 'ai_systems.id', 'request.ai_system_id')
    .leftJoin('members', 'members.id', 'request.asked_member_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .leftJoin('evidence', 'evidence.id', 'request.evidence_id')
    .selectAll('request')
    .select(['ai_systems.name as system_name', 'ai_systems.synthetic as system_synthetic'])
    .select(['members.user_id as member_user_id', 'user.name as member_name'])
    .select('evidence.title as evidence_title')
    .where('request.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRequests>['executeTakeFirstOrThrow']>>

export function dayOf(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}

export function toRequest(row: Row, day: string): EvidenceRequest {
  const { target_type: type, target_id: id, asked_member_id: memberId } = row
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    target:
      type === null || id === null
        ? null
        : { type: type as NonNullable<EvidenceRequest['target']>['type'], id },
    aiSystem:
      row.ai_system_id === null
        ? null
        : {
            id: row.ai_system_id,
            name: row.system_name ?? '',
            synthetic: row.system_synthetic ?? false,
          },
    askedOf: {
      member:
        memberId === null
          ? null
          : { id: memberId, userId: row.member_user_id ?? '', name: row.member_name ?? '' },
      role: row.asked_role as EvidenceRequest['askedOf']['role'],
    },
    dueOn: row.due_on,
    overdue: row.state === 'open' && row.due_on < day,
    state: row.state as EvidenceRequest['state'],
    evidence:
      row.evidence_id === null ? null : { id: row.evidence_id, title: row.evidence_title ?? '' },
    cancellationReason: row.cancellation_reason,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    closedBy: row.closed_by as unknown as ActorStamp | null,
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}

export async function loadRequest(ctx: Context, id: string): Promise<EvidenceRequest> {
  ctx.authorize('evidence.read')
  const row = await selectRequests(ctx).where('request.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('request for evidence', id)
  return toRequest(row, dayOf(ctx))
}

/** An open request, held until the transaction ends. */
export async function lockOpenRequest(tx: Context, id: string): Promise<EvidenceRequest> {
  await tx.db
    .selectFrom('evidence_requests')
    .select('id')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .execute()
  const request = await loadRequest(tx, id)
  if (request.state === 'open') return request
  throw conflict('request-closed', `This request is ${request.state} already.`)
}
