import { Text } from '@mantine/core'
import type { EvaluationReport, ThresholdReport } from '@primum/core/evaluation/evaluation-report'
import { thresholdMetricNames } from '@primum/core/validation/validation-metric'
import type { ThresholdMetricName } from '@primum/core/validation/validation-metric'
import type { ReactNode } from 'react'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { metricInterval, metricValue } from './metric-words.ts'
import { ResultTable } from './ResultTable.tsx'
import classes from './validation.module.css'

const shown: ThresholdMetricName[] = [
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'flag-rate',
  'number-needed-to-evaluate',
]

const columns: Column<ThresholdReport>[] = [
  {
    id: 'threshold',
    header: t('chart.threshold'),
    cell: ({ threshold }) => <strong>{threshold}</strong>,
  },
  ...shown.map((metric) => ({
    id: metric,
    header: t(`results.short.${metric}` as 'results.short.sensitivity'),
    numeric: true,
    cell: ({ metrics }: ThresholdReport) => (
      <>
        {metricValue(metric, metrics[metric])}
        <span className={classes['interval']}>{metricInterval(metric, metrics[metric])}</span>
        <span className={classes['interval']}>n = {formatCount(metrics[metric].n)}</span>
      </>
    ),
  })),
]

type Props = { report: EvaluationReport; threshold?: number; picker: ReactNode }

/** What each threshold of the protocol means, and in plain words the one that is looked at. */
export function ThresholdsPanel(props: Props) {
  const { report, threshold, picker } = props
  const here = report.overall.atThresholds.find((each) => each.threshold === threshold)
  return (
    <Panel title={t('results.thresholds')} about={t('results.thresholdsAbout')} action={picker}>
      <ResultTable
        name="thresholds"
        caption={t('results.thresholds')}
        columns={columns}
        rows={report.overall.atThresholds}
        keyOf={(row) => String(row.threshold)}
        header={[
          'threshold',
          ...['tp', 'fp', 'tn', 'fn'],
          ...thresholdMetricNames.flatMap((name) => [
            name,
            `${name} lower`,
            `${name} upper`,
            `${name} n`,
          ]),
        ]}
        numbers={(row) => [
          row.threshold,
          ...[row.counts.tp, row.counts.fp, row.counts.tn, row.counts.fn],
          ...thresholdMetricNames.flatMap((name) => {
            const { value, interval, n } = row.metrics[name]
            return [value, interval?.lower ?? null, interval?.upper ?? null, n]
          }),
        ]}
      />
      {here === undefined ? null : <Text className="measure">{plainWords(here)}</Text>}
    </Panel>
  )
}

function plainWords({ threshold, metrics }: ThresholdReport): string {
  const of = (name: ThresholdMetricName) => {
    const { value } = metrics[name]
    return value === null ? '–' : String(Math.round(100 * value))
  }
  return t('results.thresholdSentence', {
    threshold,
    flagged: of('flag-rate'),
    found: of('sensitivity'),
    right: of('positive-predictive-value'),
    name: label('metric', 'flag-rate'),
  })
}
