import { Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { acknowledgeAlarm, alarmsQuery } from './queries.ts'
import type { Alarm } from './queries.ts'

export function AlarmsPanel({ aiSystemId }: { aiSystemId: string }) {
  const query = useQuery(alarmsQuery(aiSystemId))
  const refusal = useRefusal('incidents.manage')
  const acknowledge = useMutation({ mutationFn: acknowledgeAlarm })
  return (
    <Panel title={t('monitoring.alarms')}>
      <Loaded query={query} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('monitoring.alarmsNone')}</Text>
          ) : (
            <DataTable
              caption={t('monitoring.alarmsCaption')}
              columns={columns(refusal, (id) => acknowledge.mutate(id))}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}

function columns(refusal: string | null, onAcknowledge: (id: string) => void): Column<Alarm>[] {
  return [
    { id: 'day', header: t('monitoring.alarmDay'), cell: ({ day }) => formatDay(day) },
    {
      id: 'level',
      header: t('monitoring.alarmLevel'),
      cell: ({ level }) => (
        <Tag
          tone={level === 'critical' ? 'critical' : 'warning'}
          icon={level === 'critical' ? 'critical' : level === 'warning' ? 'warning' : 'question'}
        >
          {label('level', level)}
        </Tag>
      ),
    },
    {
      id: 'says',
      header: t('monitoring.alarmSays'),
      cell: ({ verdict, version }) => (
        <Text size="sm" maw={460} miw={280}>
          {verdict.reason} ({version.label})
        </Text>
      ),
    },
    {
      id: 'action',
      header: t('monitoring.alarmAction'),
      cell: ({ action, incidentId }) =>
        incidentId === null ? (
          label('alarmAction', action)
        ) : (
          <Go to={paths.incident(incidentId)}>{label('alarmAction', action)}</Go>
        ),
    },
    {
      id: 'acknowledge',
      header: t('monitoring.acknowledge'),
      cell: (alarm) =>
        alarm.acknowledgedBy === null ? (
          <ActionButton
            size="compact-xs"
            variant="default"
            refusal={refusal}
            onClick={() => onAcknowledge(alarm.id)}
            aria-label={t('monitoring.acknowledgeWhich', { day: formatDay(alarm.day) })}
          >
            {t('monitoring.acknowledge')}
          </ActionButton>
        ) : (
          t('monitoring.acknowledged', { name: alarm.acknowledgedBy.name })
        ),
    },
  ]
}
