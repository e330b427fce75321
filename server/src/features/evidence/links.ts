import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { evidenceLink } from './schemas.ts'
import type { Target } from './targets.ts'

export type EvidenceLink = z.infer<typeof evidenceLink>

export function selectLinks(ctx: Context, evidenceId: string) {
  return ctx.db
    .selectFrom('evidence_links')
    .leftJoin('ai_systems', 'ai_systems.id', 'evidence_links.ai_system_id')
    .selectAll('evidence_links')
    .select('ai_systems.name as system_name')
    .where('evidence_links.organization_id', '=', ctx.organizationId)
    .where('evidence_links.evidence_id', '=', evidenceId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLinks>['executeTakeFirstOrThrow']>>

export function toLink(row: Row): EvidenceLink {
  return {
    id: row.id,
    target: { type: row.target_type as EvidenceLink['target']['type'], id: row.target_id },
    aiSystem:
      row.ai_system_id === null ? null : { id: row.ai_system_id, name: row.system_name ?? '' },
    note: row.note,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
  }
}

export async function loadLink(ctx: Context, evidenceId: string, id: string) {
  const row = await selectLinks(ctx, evidenceId)
    .where('evidence_links.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('link of this evidence', id)
  return toLink(row)
}

/** Whether a piece speaks for a target already. */
export async function isLinked(ctx: Context, evidenceId: string, target: Target): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('evidence_links')
    .select('id')
    .where('evidence_id', '=', evidenceId)
    .where('target_type', '=', target.type)
    .where('target_id', '=', target.id)
    .where('ai_system_id', 'is not distinct from', target.aiSystemId)
    .executeTakeFirst()
  return row !== undefined
}
