import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import type { StatementSummary } from './queries.ts'
import { StatementTag } from './StatementTags.tsx'

/** A statement, and who signed it where somebody did. */
export type ListedStatement = StatementSummary & { signedBy: string | null }

export const statementColumns: Column<ListedStatement>[] = [
  {
    id: 'statement',
    header: t('statements.statement'),
    cell: ({ id, number, framework }) => (
      <>
        <Go to={paths.statement(id)} fw={600} underline="hover" display="block" miw={130}>
          {t('statements.name', { number })}
        </Go>
        <Text size="sm" c="dimmed">
          {framework}
        </Text>
      </>
    ),
  },
  {
    id: 'state',
    header: t('statements.state'),
    cell: ({ signedAt }) => <StatementTag signedAt={signedAt} />,
  },
  {
    id: 'opened',
    header: t('statements.opened'),
    cell: ({ createdBy, createdAt }) => <Stamp name={createdBy} at={createdAt} />,
  },
  {
    id: 'signed',
    header: t('statements.signed'),
    cell: ({ signedBy, signedAt }) =>
      signedAt === null ? t('statements.notSigned') : <Stamp name={signedBy} at={signedAt} />,
  },
]

function Stamp({ name, at }: { name: string | null; at: string }) {
  return (
    <>
      {name}
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {formatDay(at)}
      </Text>
    </>
  )
}
