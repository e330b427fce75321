import { t } from '../../lib/messages/messages.ts'
import type { RollbackProposal } from './queries.ts'

type Named = Pick<RollbackProposal, 'version' | 'target'>

/** What is proposed, in a line. */
export function proposalWords({ version, target }: Named): string {
  return target === null
    ? t('proposals.suspend', { version: version.label })
    : t('proposals.return', { version: version.label, target: target.label })
}

/** What follows from an approval: for whom, and how to undo it. */
export function consequenceWords({ version, target }: Named): string {
  return target === null
    ? t('proposal.consequenceSuspend')
    : t('proposal.consequenceReturn', { version: version.label, target: target.label })
}

/** Why this person cannot answer it now; null where they can. */
export function answerRefusal(
  { state, approvals }: Pick<RollbackProposal, 'state' | 'approvals'>,
  userId: string | undefined,
): string | null {
  if (state !== 'open') return t('proposal.isClosed')
  return approvals.some((each) => each.userId === userId) ? t('proposal.already') : null
}
