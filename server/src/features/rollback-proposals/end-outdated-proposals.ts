import type { Context } from '../../context.ts'
import { closeProposal } from './close-proposal.ts'

/**
 * Ends the open proposal of a system if it is about a version that is not in production any more:
 * people promoted another one, or took the system out of use. `epochSequence` null: none runs.
 */
export async function endOutdatedProposals(
  ctx: Context,
  aiSystemId: string,
  epochSequence: number | null,
): Promise<void> {
  ctx.authorize('monitors.manage')
  const open = await ctx.db
    .selectFrom('rollback_proposals')
    .select(['id', 'epoch_sequence'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('state', '=', 'open')
    .execute()
  for (const { id, epoch_sequence } of open) {
    if (epoch_sequence === epochSequence) continue
    const reason = 'The version that it is about is not in production any more.'
    await closeProposal(ctx.asSystem(), id, { state: 'superseded', reason })
  }
}
