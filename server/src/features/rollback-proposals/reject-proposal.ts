import type { Context } from '../../context.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { parse } from '../../parse.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { closeProposal } from './close-proposal.ts'
import { rejectProposalRequest } from './schemas.ts'
import { lockOpenProposal, subjectType } from './store.ts'
import type { RollbackProposal } from './store.ts'
import { tellOfProposal } from './tell-of-proposal.ts'

/**
 * Signs that the stable version stays, and why. The same evidence does not ask again; a new alarm
 * does.
 */
export async function rejectProposal(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<RollbackProposal> {
  ctx.authorize('rollback-proposals.answer')
  const request = parse(rejectProposalRequest, input)
  const method = await reauthenticate(ctx, request)
  return ctx.transaction(async (tx) => {
    const before = await lockOpenProposal(tx, id)
    await recordSignOff(tx, {
      aiSystemId: before.aiSystem.id,
      subjectType,
      subjectId: id,
      meaning: 'reject-rollback',
      digest: before.digest,
      statement: request.reason,
      method,
    })
    const reason = `${tx.actor.name} rejected it: ${request.reason}`
    const closed = await closeProposal(tx, id, { state: 'rejected', reason })
    await tellOfProposal(tx, closed, {
      kind: 'propose',
      title: 'the proposed rollback was rejected',
    })
    return closed
  })
}
