import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { parse } from '../../parse.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { closeProposal } from './close-proposal.ts'
import { approveProposalRequest } from './schemas.ts'
import { loadProposal, lockOpenProposal, subjectType } from './store.ts'
import type { RollbackProposal } from './store.ts'
import { takeBack } from './take-back.ts'
import { tellOfProposal } from './tell-of-proposal.ts'

/**
 * Signs that the stable version is to be taken back. The last signature needed carries it out in the
 * same transaction; if the target may not take over any more, nothing is signed either.
 */
export async function approveProposal(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<RollbackProposal> {
  ctx.authorize('rollback-proposals.answer')
  const request = parse(approveProposalRequest, input)
  const method = await reauthenticate(ctx, request)
  return ctx.transaction(async (tx) => {
    const before = await lockOpenProposal(tx, id)
    if (before.approvals.some(({ userId }) => userId === tx.actor.id)) {
      const message = 'You have approved this proposal already.'
      throw conflict('already-approved', message, 'Ask a different person.')
    }
    await recordSignOff(tx, {
      aiSystemId: before.aiSystem.id,
      subjectType,
      subjectId: id,
      meaning: 'approve-rollback',
      digest: before.digest,
      statement: request.statement,
      method,
    })
    const after = await loadProposal(tx, id)
    return after.approvals.length < after.approvalsRequired ? after : carryOut(tx, after)
  })
}

/** By the authority of those who signed, whatever the last of them may do alone. */
async function carryOut(tx: Context, proposal: RollbackProposal): Promise<RollbackProposal> {
  const { id, aiSystem, target, approvals, reasons } = proposal
  const names = approvals.map(({ userName }) => userName).join(' and ')
  const done =
    target === null ? 'the system was suspended' : `version ${target.label} took over again`
  const why = reasons[0]?.message ?? ''
  const aliasSequence = await takeBack(tx.asSystem(), {
    aiSystemId: aiSystem.id,
    targetVersionId: target?.id ?? null,
    reason: `${names} approved: ${done}. ${why}`,
    evidence: { proposalId: id, digest: proposal.digest, reasons, approvals },
  })
  const reason = `${names} approved; ${done}.`
  const closed = await closeProposal(tx, id, { state: 'approved', reason, aliasSequence })
  const kind = target === null ? 'suspend' : 'rollback'
  await tellOfProposal(tx, closed, { kind, title: `by approval, ${done}` })
  return closed
}
