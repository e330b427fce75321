import { Alert, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { solid } from '../../lib/estimate.ts'
import { formatTime } from '../../lib/format.ts'
import { plural, t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { versionsQuery } from '../versions/queries.ts'
import { consequenceWords, proposalWords } from './proposal-words.ts'
import { ProposalActions } from './ProposalActions.tsx'
import { proposalQuery } from './queries.ts'
import type { RollbackProposal } from './queries.ts'
import { StateTag } from './StateTag.tsx'

/** One proposed rollback: what would happen, why, who has answered, and the answer itself. */
export function ProposalPage() {
  const query = useQuery(proposalQuery(usePathPart('proposalId')))
  return (
    <Loaded query={query} height={320}>
      {(proposal) => (
        <Stack gap="lg">
          <Text>
            <Go to={paths.monitoring(proposal.aiSystem.id)}>{t('proposal.back')}</Go>
          </Text>
          <Panel
            title={`${t('proposal.heading')}: ${proposalWords(proposal)}`}
            action={<StateTag state={proposal.state} />}
          >
            <Closing proposal={proposal} />
            {proposal.state === 'open' ? (
              <Text className="measure">{consequenceWords(proposal)}</Text>
            ) : null}
            <ProposalActions proposal={proposal} />
          </Panel>
          <Panel title={t('proposal.why')}>
            <Reasons proposal={proposal} />
            {proposal.incidentId === null ? null : (
              <Text>
                <Go to={paths.incident(proposal.incidentId)}>{t('proposal.incident')}</Go>
              </Text>
            )}
          </Panel>
          <Answers proposal={proposal} />
        </Stack>
      )}
    </Loaded>
  )
}

/** The reasons name versions by id, as records do; people know them by their label. */
function Reasons({ proposal }: { proposal: RollbackProposal }) {
  const { data } = useQuery(versionsQuery(proposal.aiSystem.id))
  const named = (message: string) =>
    (data?.items ?? []).reduce((text, { id, label }) => text.replaceAll(id, label), message)
  return (
    <List>
      {proposal.reasons.map(({ code, message }, index) => (
        <List.Item key={`${code}-${index}`}>{solid(named(message))}</List.Item>
      ))}
    </List>
  )
}

/** Until when people have time, or how it ended. */
function Closing({ proposal }: { proposal: RollbackProposal }) {
  const { state, dueAt, closedAt, closedReason, approvals, approvalsRequired } = proposal
  if (state !== 'open') {
    return (
      <Text className="measure">
        {closedAt === null ? '' : `${t('proposal.closed', { at: formatTime(closedAt) })}. `}
        {closedReason}
      </Text>
    )
  }
  const missing = approvalsRequired - approvals.length
  const timer =
    dueAt === null ? t('proposal.noTimer') : t('proposal.timer', { at: formatTime(dueAt) })
  return (
    <Alert color="gray" variant="outline" icon={<Icon name="clock" size={18} />}>
      {plural(missing, 'proposal.needs.one', 'proposal.needs.other')} {timer}
    </Alert>
  )
}

function Answers({ proposal }: { proposal: RollbackProposal }) {
  const { approvals, createdAt, digest } = proposal
  return (
    <Panel title={t('proposal.signed')}>
      {approvals.length === 0 ? <Text c="dimmed">{t('proposal.signedNone')}</Text> : null}
      {approvals.map(({ userId, userName, statement, at }) => (
        <Group key={userId} gap="xs">
          <Icon name="check" />
          <Text>
            {t('proposal.approvedBy', { name: userName, at: formatTime(at) })}{' '}
            {statement === null ? '' : t('proposal.statement', { statement })}
          </Text>
        </Group>
      ))}
      <Facts
        facts={[
          [t('proposals.created'), formatTime(createdAt)],
          [
            t('proposal.fingerprint'),
            <span key="digest" className="mono">
              {digest}
            </span>,
          ],
        ]}
      />
    </Panel>
  )
}
