import { Group, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { metricWords } from '@primum/core/monitoring/verdict-words'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import type { Version } from '../versions/queries.ts'
import { addDefaultMonitors, monitorsQuery, switchMonitor } from './queries.ts'
import type { Monitor } from './queries.ts'
import { TemplateDialog } from './TemplateDialog.tsx'
import { VerdictTag } from './VerdictTag.tsx'

// It brings the whole of what the server checks, which reading a page does not need.
const MonitorForm = lazy(async () => ({
  default: (await import('./MonitorForm.tsx')).MonitorForm,
}))

type Props = { aiSystemId: string; version: Version }

export function MonitorsPanel({ aiSystemId, version }: Props) {
  const { id: versionId } = version
  const [choosing, choose] = useState(false)
  const [edited, edit] = useState<Monitor | 'new' | null>(null)
  const query = useQuery(monitorsQuery(aiSystemId))
  const refusal = useRefusal('monitors.manage')
  const defaults = useMutation({
    mutationFn: () => addDefaultMonitors(aiSystemId, versionId),
    onSuccess: () => notifyDone(t('monitoring.defaultsSet')),
  })
  const toggle = useMutation({
    mutationFn: (monitor: Monitor) => switchMonitor(monitor, !monitor.enabled),
  })
  const error = defaults.error ?? toggle.error
  return (
    <Panel
      title={t('monitoring.monitors')}
      about={t('monitoring.monitorsAbout')}
      action={
        <Group gap="xs">
          <ActionButton size="xs" variant="default" refusal={refusal} onClick={() => choose(true)}>
            {t('templates.open')}
          </ActionButton>
          <ActionButton size="xs" variant="default" refusal={refusal} onClick={() => edit('new')}>
            {t('monitorForm.open')}
          </ActionButton>
        </Group>
      }
    >
      {edited === null ? null : (
        <Suspense>
          <MonitorForm
            aiSystemId={aiSystemId}
            version={version}
            monitors={query.data?.items ?? []}
            {...(edited === 'new' ? {} : { monitor: edited })}
            onClose={() => edit(null)}
          />
        </Suspense>
      )}
      <TemplateDialog
        aiSystemId={aiSystemId}
        version={version}
        opened={choosing}
        onClose={() => choose(false)}
      />
      {error === null ? null : <ProblemAlert problem={asProblem(error)} aiSystemId={aiSystemId} />}
      <Loaded query={query} height={200}>
        {({ items }) =>
          items.length === 0 ? (
            version.baselineId === null ? (
              <EmptyNote
                title={t('monitoring.noMonitors')}
                text={t('monitoring.noMonitorsNoBaseline')}
              >
                <ActionButton refusal={refusal} onClick={() => choose(true)}>
                  {t('templates.open')}
                </ActionButton>
              </EmptyNote>
            ) : (
              <EmptyNote title={t('monitoring.noMonitors')} text={t('monitoring.noMonitorsText')}>
                <ActionButton
                  refusal={refusal}
                  loading={defaults.isPending}
                  onClick={() => defaults.mutate()}
                >
                  {t('monitoring.setDefaults')}
                </ActionButton>
              </EmptyNote>
            )
          ) : (
            <DataTable
              caption={t('monitoring.monitorsCaption')}
              columns={columns(refusal, { onSwitch: toggle.mutate, onEdit: edit })}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}

type Acts = { onSwitch: (monitor: Monitor) => void; onEdit: (monitor: Monitor) => void }

function columns(refusal: string | null, { onSwitch, onEdit }: Acts): Column<Monitor>[] {
  return [
    {
      id: 'monitor',
      header: t('monitoring.monitor'),
      cell: (monitor) => (
        <Text fw={550} size="sm">
          {words(monitor)}
        </Text>
      ),
    },
    {
      id: 'state',
      header: t('monitoring.state'),
      cell: (monitor) => <VerdictTag monitor={monitor} />,
    },
    {
      id: 'says',
      header: t('monitoring.says'),
      cell: ({ verdict, explanation }) => (
        <Text size="sm" maw={520} miw={280}>
          {verdict?.reason ?? explanation}
        </Text>
      ),
    },
    {
      id: 'severity',
      header: t('monitoring.severity'),
      cell: ({ severity }) => label('level', severity),
    },
    {
      id: 'switch',
      header: t('monitoring.watch'),
      cell: (monitor) => (
        <Group gap={6} wrap="nowrap">
          <ActionButton
            size="compact-xs"
            variant="default"
            refusal={refusal}
            onClick={() => onSwitch(monitor)}
            aria-label={`${t(monitor.enabled ? 'monitoring.turnOff' : 'monitoring.turnOn')}: ${words(monitor)}`}
          >
            {t(monitor.enabled ? 'monitoring.turnOff' : 'monitoring.turnOn')}
          </ActionButton>
          <ActionButton
            size="compact-xs"
            variant="default"
            refusal={refusal}
            onClick={() => onEdit(monitor)}
            aria-label={t('monitorForm.changeOf', { monitor: words(monitor) })}
          >
            {t('monitorForm.changeIt')}
          </ActionButton>
        </Group>
      ),
    },
  ]
}

function words({ metric, segment, threshold, feature }: Monitor): string {
  return metricWords({
    metric,
    segment,
    ...(threshold === undefined ? {} : { threshold }),
    ...(feature === undefined ? {} : { feature }),
  })
}
