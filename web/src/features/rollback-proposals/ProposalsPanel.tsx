import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { proposalWords } from './proposal-words.ts'
import { proposalsQuery } from './queries.ts'
import type { RollbackProposal } from './queries.ts'
import { StateTag } from './StateTag.tsx'

/** `waiting`: only while one waits for people, to stand at the top; else the others' place. */
export function ProposalsPanel({ aiSystemId, waiting }: { aiSystemId: string; waiting: boolean }) {
  const query = useQuery(proposalsQuery(aiSystemId))
  const open = query.data?.items.some(({ state }) => state === 'open') ?? false
  if (open !== waiting) return null
  return (
    <Panel title={t('proposals.title')} about={t('proposals.about')}>
      <Loaded query={query} height={60}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('proposals.none')}</Text>
          ) : (
            <DataTable
              caption={t('proposals.caption')}
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              openPath={({ id }) => paths.proposal(aiSystemId, id)}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}

const columns: Column<RollbackProposal>[] = [
  {
    id: 'what',
    header: t('proposals.what'),
    cell: (proposal) => (
      <Text miw={190} inherit>
        <Go to={paths.proposal(proposal.aiSystem.id, proposal.id)} fw={600} underline="hover">
          {proposalWords(proposal)}
        </Go>
      </Text>
    ),
  },
  { id: 'state', header: t('proposals.state'), cell: ({ state }) => <StateTag state={state} /> },
  {
    id: 'approvals',
    header: t('proposals.approvals'),
    cell: ({ approvals, approvalsRequired }) =>
      t('proposals.count', { given: approvals.length, needed: approvalsRequired }),
  },
  {
    id: 'due',
    header: t('proposals.due'),
    cell: ({ state, dueAt }) =>
      state !== 'open'
        ? '–'
        : dueAt === null
          ? t('proposals.dueNever')
          : t('proposals.dueAt', { at: formatTime(dueAt) }),
  },
  {
    id: 'created',
    header: t('proposals.created'),
    cell: ({ createdAt }) => formatTime(createdAt),
  },
]
