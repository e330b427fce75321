import { Group, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal, useSession } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { answerRefusal, consequenceWords } from './proposal-words.ts'
import { approveProposal, rejectProposal } from './queries.ts'
import type { RollbackProposal } from './queries.ts'

/** Approving and rejecting: each is signed, and each says what follows. */
export function ProposalActions({ proposal }: { proposal: RollbackProposal }) {
  return (
    <Group gap="sm">
      <ApproveAction proposal={proposal} />
      <RejectAction proposal={proposal} />
    </Group>
  )
}

function ApproveAction({ proposal }: { proposal: RollbackProposal }) {
  const { user } = useSession()
  const [opened, { open, close }] = useDisclosure(false)
  const refusal = useRefusal('rollback-proposals.answer') ?? answerRefusal(proposal, user?.id)
  const isLast = proposal.approvals.length + 1 >= proposal.approvalsRequired
  const meaning = t(isLast ? 'proposal.approveLast' : 'proposal.approveFirst')
  return (
    <>
      <ActionButton refusal={refusal} onClick={open}>
        {t('proposal.approve')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('proposal.approveTitle')}
        meaning={`${meaning} ${consequenceWords(proposal)}`}
        aiSystemId={proposal.aiSystem.id}
        sign={async ({ statement, ...proof }) => {
          await approveProposal(proposal.id, { ...proof, statement: statement ?? null })
          notifyDone(t('proposal.approved'))
        }}
      />
    </>
  )
}

function RejectAction({ proposal }: { proposal: RollbackProposal }) {
  const [opened, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const closed = proposal.state === 'open' ? null : t('proposal.isClosed')
  const refusal = useRefusal('rollback-proposals.answer') ?? closed
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('proposal.reject')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('proposal.rejectTitle')}
        meaning={t('proposal.rejectMeaning', { version: proposal.version.label })}
        aiSystemId={proposal.aiSystem.id}
        withStatement={false}
        sign={async ({ password, code }) => {
          const proof = { password, ...(code === undefined ? {} : { code }) }
          await rejectProposal(proposal.id, { ...proof, reason: reason.trim() })
          notifyDone(t('proposal.rejected'))
        }}
      >
        <Textarea
          label={t('common.reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </SignDialog>
    </>
  )
}
