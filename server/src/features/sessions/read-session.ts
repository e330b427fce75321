import type { z } from 'zod'
import { permissionNames } from '@primum/core/access/permissions'
import type { Discipline, Role } from '@primum/core/access/roles'
import type { Context } from '../../context.ts'
import type { session } from './schemas.ts'

/** Who the asker is and what they may do here. */
export async function readSession(ctx: Context): Promise<z.input<typeof session>> {
  const organization = await ctx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  const member =
    ctx.actor.memberId === null
      ? undefined
      : await ctx.db
          .selectFrom('members')
          .innerJoin('user', 'user.id', 'members.user_id')
          .select(['roles', 'discipline', 'access_ends_at', 'user.twoFactorEnabled'])
          .where('members.id', '=', ctx.actor.memberId)
          .executeTakeFirst()
  return {
    user:
      ctx.actor.kind === 'person'
        ? { id: ctx.actor.id, name: ctx.actor.name, email: ctx.actor.email ?? '' }
        : null,
    organization,
    roles: (member?.roles ?? []) as Role[],
    discipline: (member?.discipline ?? null) as Discipline | null,
    accessEndsAt: member?.access_ends_at?.toISOString() ?? null,
    twoFactorEnabled: member?.twoFactorEnabled === true,
    permissions: permissionNames.map((name) => {
      const decision = ctx.may(name)
      return {
        name,
        allowed: decision.allowed,
        reason: decision.allowed ? null : (decision.reasons[0]?.message ?? null),
      }
    }),
  }
}
