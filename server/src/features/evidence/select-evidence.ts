import type { ExpressionBuilder } from 'kysely'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import type { DB } from '../../db/schema.gen.ts'

/** The versions of each piece that govern on a day: one at most. */
function governing(eb: ExpressionBuilder<DB, 'evidence'>, day: string) {
  return eb
    .selectFrom('evidence_versions as governing')
    .whereRef('governing.evidence_id', '=', 'evidence.id')
    .where('governing.effective_from', '<=', day)
    .where((on) =>
      on.or([on('governing.governs_until', 'is', null), on('governing.governs_until', '>', day)]),
    )
}

/** Evidence of the organization with what its freshness is computed from. */
export function selectEvidence(ctx: Context) {
  const day = dayOfInstant(ctx.now().toISOString())
  return ctx.db
    .selectFrom('evidence')
    .leftJoin('members', 'members.id', 'evidence.owner_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .leftJoinLateral(
      (eb) =>
        governing(eb, day)
          .select(['governing.effective_from', 'governing.effective_until', 'governing.good_until'])
          .as('g'),
      (on) => on.onTrue(),
    )
    .selectAll('evidence')
    .select(['members.user_id as owner_user_id', 'user.name as owner_name'])
    .select(['g.effective_from as current_from', 'g.effective_until as current_until'])
    .select((eb) =>
      eb
        .selectFrom('evidence_versions as later')
        .whereRef('later.evidence_id', '=', 'evidence.id')
        .where('later.effective_from', '>', day)
        .select((min) => min.fn.min('later.effective_from').as('from'))
        .as('next_from'),
    )
    .where('evidence.organization_id', '=', ctx.organizationId)
}
