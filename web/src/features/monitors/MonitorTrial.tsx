import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import type { MonitorSimulation } from './monitor-queries.ts'
import type { Trial } from './use-monitor-trial.ts'

type Props = { trial: Trial; aiSystemId: string; versionLabel: string }

/** What the settings of the form would have said on history, before they are switched on. */
export function MonitorTrial({ trial, aiSystemId, versionLabel }: Props) {
  return (
    <Stack gap="sm" mt="xs">
      <Text size="sm" c="dimmed">
        {t('monitorForm.trialAbout', { version: versionLabel })}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="date"
          label={t('policy.trialChange')}
          description={t('monitorForm.trialChangeAbout')}
          value={trial.changeAt}
          error={trial.errorOf('changeAt')}
          onChange={(event) => trial.setChangeAt(event.currentTarget.value)}
        />
        <Button variant="default" loading={trial.busy} onClick={trial.run}>
          {t('policy.trial')}
        </Button>
      </Group>
      <ProblemAlert problem={trial.problem} aiSystemId={aiSystemId} />
      <div aria-live="polite">
        {trial.found === null ? null : trial.outdated ? (
          <Text size="sm">{t('monitorForm.trialOutdated')}</Text>
        ) : (
          <Result found={trial.found} changeKnown={trial.found.changeAt !== ''} />
        )}
      </div>
    </Stack>
  )
}

function Result({ found, changeKnown }: { found: MonitorSimulation; changeKnown: boolean }) {
  const { from, to, days, sentence, firings, falseAlarmsPerYear, delayDays } = found
  const { stated, counted, stableDays } = falseAlarmsPerYear
  return (
    <Stack gap="xs">
      <Text fw={600} className="measure">
        {sentence}
      </Text>
      <Facts
        facts={[
          [
            t('monitorForm.trialDays'),
            t('monitorForm.trialSpan', { from: formatDay(from), to: formatDay(to), days }),
          ],
          [
            t('monitorForm.trialDelay'),
            !changeKnown
              ? t('monitorForm.trialNoChange')
              : delayDays === null
                ? t('monitorForm.trialNotFound')
                : t('monitorForm.trialDelayDays', { days: delayDays }),
          ],
          [
            t('monitorForm.trialCounted'),
            counted === null
              ? t('monitorForm.trialFew', { days: stableDays })
              : t('monitorForm.trialCountedIn', { count: counted.toFixed(1), days: stableDays }),
          ],
          [
            t('monitorForm.trialStated'),
            stated === null
              ? t('monitorForm.trialNoPromise')
              : t('monitorForm.trialAtMost', { count: stated.toFixed(stated < 0.1 ? 2 : 1) }),
          ],
        ]}
      />
      {firings.length === 0 ? null : (
        <DataTable
          caption={t('monitorForm.trialCaption')}
          columns={columns}
          rows={firings}
          keyOf={({ day }) => day}
        />
      )}
    </Stack>
  )
}

type Firing = MonitorSimulation['firings'][number]

const columns: Column<Firing>[] = [
  { id: 'day', header: t('policy.trialDay'), cell: ({ day }) => formatDay(day) },
  {
    id: 'level',
    header: t('monitoring.alarmLevel'),
    cell: ({ level, confirmed }) =>
      confirmed ? `${label('level', level)}, ${t('monitoring.confirmed')}` : label('level', level),
  },
  {
    id: 'until',
    header: t('monitorForm.trialUntil'),
    cell: ({ resolvedDay }) =>
      resolvedDay === null ? t('monitorForm.trialOpen') : formatDay(resolvedDay),
  },
  {
    id: 'why',
    header: t('policy.trialWhy'),
    cell: ({ reason }) => (
      <Text size="sm" miw={240}>
        {reason}
      </Text>
    ),
  },
]
