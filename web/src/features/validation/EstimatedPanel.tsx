import { List, Stack, Text } from '@mantine/core'
import type { EstimatedReport, EstimatedResult } from '@primum/core/evaluation/estimated-report'
import type { ThresholdMetricName } from '@primum/core/validation/validation-metric'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { metricInterval, metricNumber, metricValue } from './metric-words.ts'
import { ResultTable } from './ResultTable.tsx'
import classes from './validation.module.css'

type Row = {
  metric: ThresholdMetricName | 'auroc'
  threshold: number | null
  result: EstimatedResult
}

const columns: Column<Row>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, threshold }) =>
      threshold === null
        ? label('metric', metric)
        : t('estimated.at', { metric: label('metric', metric), threshold }),
  },
  {
    id: 'value',
    header: t('estimated.value'),
    numeric: true,
    cell: ({ metric, result }) => (
      <>
        {metricValue(metric, result)}
        <span className={classes['interval']}>{metricInterval(metric, result)}</span>
        <span className={classes['interval']}>n = {formatCount(result.n)}</span>
      </>
    ),
  },
  {
    id: 'baseline',
    header: t('estimated.measured'),
    numeric: true,
    cell: ({ metric, result }) =>
      result.baselineValue === null ? '–' : metricNumber(metric, result.baselineValue),
  },
]

/** What the scores imply where outcomes are not known: a guess, and called one everywhere. */
export function EstimatedPanel({ estimated }: { estimated: EstimatedReport | null | undefined }) {
  // Reports made before estimates existed lack the part.
  if (estimated == null) return null
  const rows = rowsOf(estimated)
  const reasons = [...new Set(rows.map(({ result }) => result.reason))].filter(
    (reason) => reason !== null,
  )
  const { positives, negatives } = estimated.calibratedOn
  return (
    <Panel
      title={t('estimated.title')}
      about={t('estimated.about')}
      action={
        <Tag tone="warning" icon="question">
          {t('estimated.tag')}
        </Tag>
      }
    >
      <Stack gap="sm">
        <Text className="measure">{sentence(estimated)}</Text>
        <ResultTable
          name="estimated-without-outcomes"
          caption={t('estimated.title')}
          columns={columns}
          rows={rows}
          keyOf={({ metric, threshold }) => `${metric}@${threshold}`}
          header={[
            ...['metric', 'threshold', 'estimated', 'lower', 'upper'],
            ...['measured on the baseline', 'n', 'state', 'reason', 'method'],
          ]}
          numbers={({ metric, threshold, result }) => [
            ...[metric, threshold, result.value],
            ...[result.interval?.lower ?? null, result.interval?.upper ?? null],
            ...[result.baselineValue, result.n, result.state, result.reason, result.method],
          ]}
        />
        <List size="sm" c="dimmed">
          {positives + negatives === 0 ? null : (
            <List.Item>
              {t('estimated.calibratedOn', {
                positives: formatCount(positives),
                negatives: formatCount(negatives),
              })}
            </List.Item>
          )}
          {reasons.map((reason) => (
            <List.Item key={reason}>{t('estimated.reason', { reason })}</List.Item>
          ))}
        </List>
      </Stack>
    </Panel>
  )
}

function rowsOf({ metrics, atThresholds }: EstimatedReport): Row[] {
  return [
    { metric: 'auroc' as const, threshold: null, result: metrics.auroc },
    ...atThresholds.flatMap(({ threshold, metrics: at }) => [
      { metric: 'sensitivity' as const, threshold, result: at.sensitivity },
      { metric: 'specificity' as const, threshold, result: at.specificity },
      {
        metric: 'positive-predictive-value' as const,
        threshold,
        result: at['positive-predictive-value'],
      },
      {
        metric: 'negative-predictive-value' as const,
        threshold,
        result: at['negative-predictive-value'],
      },
    ]),
  ]
}

function sentence({ n, unlabelled, metrics }: EstimatedReport): string {
  const { auroc } = metrics
  const counts = { n: formatCount(n), unlabelled: formatCount(unlabelled) }
  if (auroc.value === null) return t('estimated.sentenceNone', counts)
  return t('estimated.sentence', {
    ...counts,
    value: metricNumber('auroc', auroc.value),
    interval: metricInterval('auroc', auroc),
    measured: auroc.baselineValue === null ? '–' : metricNumber('auroc', auroc.baselineValue),
  })
}
