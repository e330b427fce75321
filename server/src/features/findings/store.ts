import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { requireRevision } from '../../require-revision.ts'
import type { finding, findingSummary } from './schemas.ts'

export type Finding = z.infer<typeof finding>
type FindingSummary = z.infer<typeof findingSummary>

export function selectFindings(ctx: Context) {
  return ctx.db
    .selectFrom('findings')
    .leftJoin('ai_systems', 'ai_systems.id', 'findings.ai_system_id')
    .leftJoin('versions', 'versions.id', 'findings.version_id')
    .leftJoin('members', 'members.id', 'findings.owner_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .selectAll('findings')
    .select(['ai_systems.name as system_name', 'ai_systems.synthetic as system_synthetic'])
    .select(['versions.label as version_label', 'members.user_id as owner_user_id'])
    .select(['user.name as owner_name'])
    .where('findings.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectFindings>['executeTakeFirstOrThrow']>>

/** Resolved is done by its owner; what then waits is the check, which has no date. */
export const settled = ['resolved', 'verified'] as const

export function toFinding(row: Row, now: Date): FindingSummary {
  const status = row.status as FindingSummary['status']
  const isSettled = settled.some((each) => each === status)
  return {
    id: row.id,
    number: row.number,
    reference: referenceOf(row.number),
    aiSystem:
      row.ai_system_id === null
        ? null
        : {
            id: row.ai_system_id,
            name: row.system_name ?? '',
            synthetic: row.system_synthetic ?? false,
          },
    version:
      row.version_id === null ? null : { id: row.version_id, label: row.version_label ?? '' },
    title: row.title,
    description: row.description,
    severity: row.severity as FindingSummary['severity'],
    source: row.source as unknown as FindingSummary['source'],
    requiredAction: row.required_action as FindingSummary['requiredAction'],
    status,
    owner:
      row.owner_id === null
        ? null
        : { id: row.owner_id, userId: row.owner_user_id ?? '', name: row.owner_name ?? '' },
    dueAt: row.due_at.toISOString(),
    overdue: !isSettled && row.due_at.getTime() < now.getTime(),
    resolvedBy: row.resolved_by as unknown as ActorStamp | null,
    openedBy: row.opened_by as unknown as ActorStamp,
    openedAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    revision: row.revision,
  }
}

function referenceOf(number: number): string {
  return `F-${number}`
}

export async function loadFinding(ctx: Context, id: string): Promise<Finding> {
  ctx.authorize('findings.read')
  const row = await selectFindings(ctx).where('findings.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('finding', id)
  const steps = await ctx.db
    .selectFrom('finding_steps')
    .selectAll()
    .where('finding_id', '=', id)
    .orderBy('number')
    .execute()
  return {
    ...toFinding(row, ctx.now()),
    steps: steps.map((step) => ({
      from: step.from_status as Finding['status'] | null,
      to: step.to_status as Finding['status'],
      reason: step.reason,
      by: step.by as unknown as ActorStamp,
      at: step.at.toISOString(),
    })),
  }
}

/** The finding, held until the transaction ends; refused where somebody else changed it meanwhile. */
export async function lockFinding(
  tx: Context,
  id: string,
  revision: number | null,
): Promise<Finding> {
  const row = await tx.db
    .selectFrom('findings')
    .select('revision')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('finding', id)
  requireRevision(row.revision, revision, 'changed this finding')
  return loadFinding(tx, id)
}

export async function insertStep(
  tx: Context,
  id: string,
  step: { from: Finding['status'] | null; to: Finding['status']; reason: string | null },
): Promise<void> {
  const { count } = await tx.db
    .selectFrom('finding_steps')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('finding_id', '=', id)
    .executeTakeFirstOrThrow()
  await tx.db
    .insertInto('finding_steps')
    .values({
      finding_id: id,
      number: Number(count) + 1,
      organization_id: tx.organizationId,
      from_status: step.from,
      to_status: step.to,
      reason: step.reason,
      by: JSON.stringify(tx.stamp()),
      at: tx.now(),
    })
    .execute()
}
