import { List, Stack, Text } from '@mantine/core'
import type { MultivariateDrift } from '@primum/core/evaluation/multivariate-drift'
import type { Estimate } from '@primum/core/statistics/estimate'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ResultTable } from './ResultTable.tsx'
import { reconstructionSentence, tellingApartSentence } from './together-words.ts'
import classes from './validation.module.css'

type Metric = keyof MultivariateDrift['metrics']
type Row = { metric: Metric; estimate: Estimate; compared: number | null }

const columns: Column<Row>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, estimate }) => (
      <>
        {label('metric', metric)}
        <Text size="sm" c="dimmed">
          {estimate.method}
        </Text>
        {estimate.reason === null ? null : (
          <Text size="sm" c="dimmed">
            {estimate.reason}
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'value',
    header: t('together.value'),
    numeric: true,
    cell: ({ estimate: { value, interval } }) => (
      <>
        {decimals(value)}
        <span className={classes['interval']}>
          {interval === null
            ? '–'
            : t('results.range', {
                lower: decimals(interval.lower),
                upper: decimals(interval.upper),
              })}
        </span>
      </>
    ),
  },
  {
    id: 'compared',
    header: t('together.compared'),
    numeric: true,
    cell: ({ compared }) => decimals(compared),
  },
  {
    id: 'n',
    header: t('version.n'),
    numeric: true,
    cell: ({ estimate }) => formatCount(estimate.n),
  },
]

/** Whether the inputs still go together as in the baseline, which no input shows by itself. */
export function TogetherPanel({ drift }: { drift: MultivariateDrift | null | undefined }) {
  if (drift == null) return null
  const { sample, metrics, leftOut } = drift
  const reconstruction = metrics['reconstruction-error']
  const rows: Row[] = [
    {
      metric: 'reconstruction-error',
      estimate: reconstruction,
      compared: reconstruction.baselineValue,
    },
    {
      metric: 'domain-classifier-auroc',
      estimate: metrics['domain-classifier-auroc'],
      compared: 0.5,
    },
  ]
  return (
    <Panel title={t('together.title')} about={t('together.about')}>
      <Stack gap="sm">
        <Text className="measure">
          {reconstructionSentence(reconstruction)}{' '}
          {tellingApartSentence(metrics['domain-classifier-auroc'])}
        </Text>
        <ResultTable
          name="inputs-together"
          caption={t('together.title')}
          columns={columns}
          rows={rows}
          keyOf={({ metric }) => metric}
          header={[
            ...['metric', 'value', 'lower', 'upper', 'without drift', 'n'],
            ...['state', 'reason', 'method', 'seed'],
          ]}
          numbers={({ metric, estimate, compared }) => [
            ...[metric, estimate.value],
            ...[estimate.interval?.lower ?? null, estimate.interval?.upper ?? null],
            ...[compared, estimate.n, estimate.state, estimate.reason, estimate.method],
            sample.seed,
          ]}
        />
        <List size="sm" c="dimmed">
          <List.Item>
            {t('together.sample', {
              rows: formatCount(sample.rows),
              before: formatCount(sample.baselineRows),
              method: sample.method,
              seed: sample.seed,
            })}
          </List.Item>
          <List.Item>
            {drift.columns.length === 0
              ? t('together.noColumns')
              : t('together.columns', { columns: drift.columns.join(', ') })}
          </List.Item>
          {leftOut.map(({ column, reason }) => (
            <List.Item key={column}>{t('together.leftOut', { column, reason })}</List.Item>
          ))}
        </List>
      </Stack>
    </Panel>
  )
}

function decimals(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}
