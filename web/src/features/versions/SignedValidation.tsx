import { Group, Text } from '@mantine/core'
import type { Schemas } from '@primum/client'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { formatCount, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { metricInterval, metricNumber } from '../validation/metric-words.ts'
import { VerdictTag } from '../validation/VerdictTag.tsx'
import type { VersionDetail } from './queries.ts'

type Headline = Schemas['HeadlineMetric']

/** The measured part of the model card: what the newest signed validation found. */
export function SignedValidation({ version }: { version: VersionDetail }) {
  const { validation, aiSystemId } = version
  if (validation === null) {
    return (
      <Panel
        title={t('version.validation')}
        action={
          <GoAction variant="default" refusal={null} to={paths.validation(aiSystemId)}>
            {t('version.validate')}
          </GoAction>
        }
      >
        <Text c="dimmed">{t('version.validationNone')}</Text>
      </Panel>
    )
  }
  const { verdict, protocol, metrics, n, events, intendedPopulation } = validation
  return (
    <Panel title={t('version.validation')} about={t('version.validationAbout')}>
      <Group gap="sm">
        <VerdictTag state={verdict} />
        <Go to={paths.validationRun(aiSystemId, validation.runId)} fw={600}>
          {protocol.title}
        </Go>
      </Group>
      <Text className="measure">
        {n === null || events === null
          ? t('results.sampleHidden')
          : t(
              validation.kind === 'silent' ? 'version.validationSilent' : 'version.validationFile',
              { n: formatCount(n), events: formatCount(events) },
            )}{' '}
        {t('version.validationSigned', {
          name: validation.signedBy,
          at: formatTime(validation.signedAt),
        })}
      </Text>
      <Text size="sm" c="dimmed" className="measure">
        {t('protocol.population')}: {intendedPopulation}
      </Text>
      <DataTable
        caption={t('version.validationCaption')}
        columns={columns}
        rows={metrics}
        keyOf={({ metric, threshold }) => `${metric}${threshold}`}
      />
    </Panel>
  )
}

const columns: Column<Headline>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, threshold }) =>
      threshold === null
        ? label('metric', metric)
        : `${label('metric', metric)} ${t('chart.atThreshold', { threshold })}`,
  },
  {
    id: 'value',
    header: t('version.value'),
    numeric: true,
    cell: ({ metric, value, reason, state }) =>
      value === null
        ? (reason ?? label('state', state))
        : metricNumber(metric as ValidationMetricName, value),
  },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: ({ metric, lower, upper }) =>
      metricInterval(metric as ValidationMetricName, {
        interval:
          lower === null && upper === null ? null : { lower, upper, level: 0.95, method: '' },
      }),
  },
  { id: 'n', header: t('version.n'), numeric: true, cell: ({ n }) => formatCount(n) },
]
