import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { GapAssessmentTag } from './GapTags.tsx'
import type { GapAssessmentSummary } from './queries.ts'

export const gapColumns: Column<GapAssessmentSummary>[] = [
  {
    id: 'assessment',
    header: t('gapAssessments.assessment'),
    cell: ({ id, number, framework }) => (
      <>
        <Go to={paths.gapAssessment(id)} fw={600} underline="hover" display="block" miw={190}>
          {t('gapAssessments.name', { number, framework: framework.id })}
        </Go>
        <Text size="sm" c="dimmed">
          {framework.title}
        </Text>
      </>
    ),
  },
  {
    id: 'state',
    header: t('gapAssessments.state'),
    cell: ({ closedAt }) => <GapAssessmentTag closedAt={closedAt} />,
  },
  {
    id: 'opened',
    header: t('gapAssessments.opened'),
    cell: ({ createdBy, createdAt }) => <Stamp name={createdBy} at={createdAt} />,
  },
  {
    id: 'closed',
    header: t('gapAssessments.closedAt'),
    cell: ({ closedBy, closedAt }) =>
      closedAt === null ? t('statements.notSigned') : <Stamp name={closedBy} at={closedAt} />,
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
