import { Group, List, Stack, Text, Title } from '@mantine/core'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { formatCount, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { metricInterval, metricNumber } from '../validation/metric-words.ts'
import { VerdictTag } from '../validation/VerdictTag.tsx'
import classes from './model-card.module.css'
import type { CardMetric, CardSegment, CardValidation, ModelCard } from './model-card-queries.ts'

/** What the newest signed report measured: for everyone, then side by side for each subgroup. */
export function CardPerformance({ card }: { card: ModelCard }) {
  const { validation, aiSystem } = card
  if (validation === null) {
    return (
      <Panel title={t('card.metrics')}>
        <Text c="dimmed" fs="italic">
          {t('card.metricsNone')}
        </Text>
      </Panel>
    )
  }
  const [everyone, ...groups] = validation.segments
  const attributes = [...new Set(groups.map(({ attribute }) => attribute))]
  return (
    <Panel title={t('card.metrics')} about={t('card.metricsAbout')}>
      <Group gap="sm">
        <VerdictTag state={validation.verdict} />
        <Go to={paths.validationRun(aiSystem.id, validation.runId)} fw={600}>
          {validation.protocol.title}
        </Go>
      </Group>
      <Text className="measure">{peopleWords(validation)}</Text>
      <Criteria validation={validation} />
      {everyone === undefined ? null : (
        <DataTable
          caption={t('card.everyone')}
          columns={everyoneColumns}
          rows={everyone.metrics}
          keyOf={({ metric, threshold }) => `${metric}${threshold}`}
        />
      )}
      {attributes.map((attribute) => (
        <Groups
          key={attribute}
          attribute={attribute}
          suppressedBelow={validation.suppressedBelow}
          segments={groups.filter((each) => each.attribute === attribute)}
        />
      ))}
    </Panel>
  )
}

function Criteria({ validation }: { validation: CardValidation }) {
  return (
    <div>
      <Title order={3} size="0.9375rem">
        {t('protocol.criteria')}
      </Title>
      <List className="measure">
        {validation.criteria.map(({ sentence, state }) => (
          <List.Item key={sentence}>
            <VerdictTag state={state} /> {sentence}
          </List.Item>
        ))}
      </List>
    </div>
  )
}

type GroupsProps = {
  attribute: string
  segments: CardSegment[]
  suppressedBelow: number | null
}

function Groups({ attribute, segments, suppressedBelow }: GroupsProps) {
  const [first] = segments
  if (first === undefined) return null
  const columns: Column<CardSegment>[] = [
    { id: 'group', header: t('version.group'), cell: ({ value }) => value },
    {
      id: 'n',
      header: t('version.n'),
      numeric: true,
      cell: ({ n }) => (n === null ? t('card.hidden') : formatCount(n)),
    },
    ...first.metrics.map((metric, index): Column<CardSegment> => ({
      id: `${metric.metric}${metric.threshold}`,
      header: nameOf(metric),
      numeric: true,
      cell: ({ n, metrics }) => (n === null ? '–' : valueWords(metrics[index])),
    })),
  ]
  return (
    <Stack gap="xs">
      <Title order={3} size="0.9375rem">
        {t('card.by', { attribute })}
      </Title>
      <div className={classes['groups']}>
        <DataTable
          caption={t('card.by', { attribute })}
          columns={columns}
          rows={segments}
          keyOf={({ value }) => value}
        />
      </div>
      {segments.some(({ n }) => n === null) ? (
        <Text size="sm">{t('card.hiddenWhy', { count: suppressedBelow ?? '–' })}</Text>
      ) : null}
    </Stack>
  )
}

const everyoneColumns: Column<CardMetric>[] = [
  { id: 'metric', header: t('version.metric'), cell: nameOf },
  {
    id: 'value',
    header: t('version.value'),
    numeric: true,
    cell: stateWords,
  },
  { id: 'interval', header: t('version.interval'), numeric: true, cell: intervalWords },
  { id: 'n', header: t('version.n'), numeric: true, cell: ({ n }) => formatCount(n) },
]

/** A value that may not be decided on says so beside itself. */
function stateWords({ metric, value, state, reason }: CardMetric) {
  if (value === null) return reason ?? label('state', state)
  return (
    <>
      {metricNumber(metric as ValidationMetricName, value)}
      {state === 'ok' ? null : (
        <Text size="xs" c="dimmed">
          {label('state', state)}: {reason}
        </Text>
      )}
    </>
  )
}

function nameOf({ metric, threshold }: CardMetric): string {
  const name = label('metric', metric)
  return threshold === null ? name : `${name} ${t('chart.atThreshold', { threshold })}`
}

function valueWords(metric: CardMetric | undefined) {
  if (metric === undefined || metric.value === null) return metric?.reason ?? '–'
  return (
    <>
      {metricNumber(metric.metric as ValidationMetricName, metric.value)}
      <Text size="xs" c="dimmed" className={classes['interval'] ?? ''}>
        {intervalWords(metric)}
      </Text>
    </>
  )
}

function intervalWords({ metric, lower, upper, level }: CardMetric): string {
  const interval = lower === null && upper === null ? null : { lower, upper }
  return metricInterval(metric as ValidationMetricName, {
    interval: interval === null ? null : { ...interval, level: level ?? 0.95, method: '' },
  })
}

function peopleWords({ n, events, kind, signedAt }: CardValidation): string {
  const people =
    n === null || events === null
      ? t('results.sampleHidden')
      : t(kind === 'silent' ? 'version.validationSilent' : 'version.validationFile', {
          n: formatCount(n),
          events: formatCount(events),
        })
  return `${people} ${t('card.signedAt', { at: formatTime(signedAt) })}`
}
