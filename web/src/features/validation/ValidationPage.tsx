import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { criterionWords } from './criterion-words.ts'
import { ProtocolTag } from './ProtocolTag.tsx'
import type { Protocol } from './protocol-values.ts'
import { protocolsQuery } from './queries.ts'
import { RunsPanel } from './RunsPanel.tsx'

/** What was promised before any data was seen, and what came out. */
export function ValidationPage() {
  const id = useAiSystemId()
  const query = useQuery(protocolsQuery(id))
  const refusal = useRefusal('validations.write')
  const write = (
    <GoAction to={paths.writeProtocol(id)} refusal={refusal}>
      {t('protocol.new')}
    </GoAction>
  )
  return (
    <Loaded query={query} height={300}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyNote title={t('validation.emptyTitle')} text={t('validation.emptyText')}>
            {write}
          </EmptyNote>
        ) : (
          <Stack gap="lg">
            <RunsPanel aiSystemId={id} />
            <Panel title={t('validation.protocols')} action={write}>
              <DataTable
                caption={t('validation.protocolsCaption')}
                columns={columns}
                rows={items}
                keyOf={(protocol) => protocol.id}
                openPath={(protocol) => paths.validationProtocol(id, protocol.id)}
              />
            </Panel>
          </Stack>
        )
      }
    </Loaded>
  )
}

const columns: Column<Protocol>[] = [
  {
    id: 'title',
    header: t('protocol.title'),
    cell: ({ id, aiSystemId, title }) => (
      <Go to={paths.validationProtocol(aiSystemId, id)} fw={600}>
        {title}
      </Go>
    ),
  },
  {
    id: 'state',
    header: t('monitoring.state'),
    cell: (protocol) => <ProtocolTag protocol={protocol} />,
  },
  { id: 'asks', header: t('validation.asks'), cell: asksFor },
  {
    id: 'at',
    header: t('validation.writtenAt'),
    cell: ({ createdAt, createdBy }) => `${formatDay(createdAt)}, ${createdBy.name}`,
  },
]

function asksFor({ acceptanceCriteria }: Protocol): string {
  const [first, ...others] = acceptanceCriteria
  if (first === undefined) return ''
  const words = criterionWords(first)
  return others.length === 0 ? words : t('validation.asksMore', { words, count: others.length })
}
