import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { SeverityTag } from '../incidents/IncidentTags.tsx'
import { FindingStatusTag, OverdueTag } from './FindingTags.tsx'
import type { FindingSummary } from './queries.ts'

export const findingColumns: Column<FindingSummary>[] = [
  {
    id: 'finding',
    header: t('findings.finding'),
    cell: (finding) => (
      <>
        <Go to={paths.finding(finding.id)} fw={600} underline="hover" display="block" miw={240}>
          {finding.reference} {finding.title}
        </Go>
        <Text size="sm" c="dimmed">
          {label('requiredAction', finding.requiredAction)}
        </Text>
      </>
    ),
  },
  {
    id: 'system',
    header: t('findings.system'),
    cell: ({ aiSystem }) =>
      aiSystem === null ? (
        t('findings.programme')
      ) : (
        <>
          {aiSystem.name}{' '}
          {aiSystem.synthetic ? (
            <Tag tone="info" icon="flask">
              {t('common.synthetic')}
            </Tag>
          ) : null}
        </>
      ),
  },
  {
    id: 'severity',
    header: t('findings.severity'),
    cell: ({ severity }) => <SeverityTag severity={severity} />,
  },
  {
    id: 'status',
    header: t('findings.status'),
    cell: ({ status }) => <FindingStatusTag status={status} />,
  },
  {
    id: 'owner',
    header: t('findings.owner'),
    cell: ({ owner }) => owner?.name ?? t('findings.noOwner'),
  },
  {
    id: 'due',
    header: t('findings.due'),
    cell: ({ dueAt, overdue }) => (
      <>
        {formatDay(dueAt)} <OverdueTag overdue={overdue} />
      </>
    ),
  },
]
