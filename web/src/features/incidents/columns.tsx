import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { SeverityTag, StatusTag } from './IncidentTags.tsx'
import type { Incident } from './queries.ts'

export const incidentColumns: Column<Incident>[] = [
  {
    id: 'incident',
    header: t('incidents.incident'),
    cell: (incident) => (
      <Go to={paths.incident(incident.id)} fw={600} underline="hover">
        {incident.number}. {incident.title}
      </Go>
    ),
  },
  {
    id: 'system',
    header: t('incidents.system'),
    cell: ({ aiSystem }) => (
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
    header: t('incidents.severity'),
    cell: ({ severity }) => <SeverityTag severity={severity} />,
  },
  {
    id: 'status',
    header: t('incidents.status'),
    cell: ({ status }) => <StatusTag status={status} />,
  },
  {
    id: 'owner',
    header: t('incidents.owner'),
    cell: ({ owner }) => owner ?? t('incidents.noOwner'),
  },
  {
    id: 'due',
    header: t('incidents.due'),
    cell: ({ dueAt, overdue }) => (
      <>
        {formatTime(dueAt)}{' '}
        {overdue ? (
          <Tag tone="warning" icon="clock">
            {t('incidents.overdue')}
          </Tag>
        ) : null}
      </>
    ),
  },
  { id: 'opened', header: t('incidents.opened'), cell: ({ openedAt }) => formatDay(openedAt) },
]
