import { sql } from 'kysely'
import type { Context } from '../../context.ts'

const most = 50

/** Controls of the asker, or of nobody, whose requirements ask for something else since. */
export async function listToConfirm(ctx: Context) {
  ctx.authorize('controls.read')
  return ctx.db
    .selectFrom('control_requirements')
    .innerJoin('controls', 'controls.id', 'control_requirements.control_id')
    .leftJoin('members', (join) =>
      join.onRef('members.id', '=', 'controls.owner_id').on('members.removed_at', 'is', null),
    )
    .select(['controls.id', 'reference', 'title'])
    .select(sql<string[]>`array_agg(requirement_id order by requirement_id)`.as('requirementIds'))
    .where('controls.organization_id', '=', ctx.organizationId)
    .where('controls.retired_at', 'is', null)
    .where('look_again', 'is not', null)
    .where((eb) => eb.or([eb('members.id', 'is', null), eb('members.id', '=', ctx.actor.memberId)]))
    .groupBy('controls.id')
    .orderBy(sql`lower(reference)`)
    .limit(most)
    .execute()
}
