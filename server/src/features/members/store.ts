import { sql } from 'kysely'
import type { Discipline, Role } from '@primum/core/access/roles'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'

function selectMembers(ctx: Context) {
  return ctx.db
    .selectFrom('members')
    .innerJoin('user', 'user.id', 'members.user_id')
    .select(['members.id', 'user_id', 'user.name', 'user.email', 'roles', 'discipline'])
    .select(['access_ends_at', 'members.created_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('removed_at', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMembers>['executeTakeFirstOrThrow']>>

function toMember(row: Row) {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
    discipline: row.discipline as Discipline | null,
    accessEndsAt: row.access_ends_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

export async function loadMember(ctx: Context, id: string) {
  const row = await selectMembers(ctx).where('members.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('member', id)
  return toMember(row)
}

export async function listMembers(ctx: Context) {
  ctx.authorize('members.read')
  const rows = await selectMembers(ctx).orderBy('user.name').execute()
  return { items: rows.map(toMember) }
}

/** An organization keeps at least one administrator, or nobody could ever add one again. */
export async function isLastAdministrator(tx: Context, memberId: string): Promise<boolean> {
  const administrators = await tx.db
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`'administrator' = any(roles)`)
    .forUpdate()
    .execute()
  return administrators.length === 1 && administrators[0]?.id === memberId
}
