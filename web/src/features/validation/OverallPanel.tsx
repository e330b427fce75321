import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import { scoreMetricNames } from '@primum/core/validation/validation-metric'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { Text } from '@mantine/core'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { metricInterval, metricValue } from './metric-words.ts'
import { ResultTable } from './ResultTable.tsx'

type Row = { metric: ValidationMetricName; estimate: Estimate }

const columns: Column<Row>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, estimate }) => (
      <>
        {label('metric', metric)}
        {estimate.value !== null && estimate.reason !== null ? (
          <Text size="sm" c="dimmed">
            {estimate.reason}
          </Text>
        ) : null}
      </>
    ),
  },
  {
    id: 'value',
    header: t('version.value'),
    numeric: true,
    cell: ({ metric, estimate }) => metricValue(metric, estimate),
  },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: ({ metric, estimate }) => metricInterval(metric, estimate),
  },
  {
    id: 'n',
    header: t('version.n'),
    numeric: true,
    cell: ({ estimate }) => formatCount(estimate.n),
  },
]

/** Everyone's metrics that need no threshold, each with its interval and n. */
export function OverallPanel({ report }: { report: EvaluationReport }) {
  const rows = scoreMetricNames.map((metric) => ({
    metric,
    estimate: report.overall.metrics[metric],
  }))
  return (
    <Panel title={t('results.overall')} about={t('results.overallAbout')}>
      <ResultTable
        name="overall-metrics"
        caption={t('results.overallCaption')}
        columns={columns}
        rows={rows}
        keyOf={({ metric }) => metric}
        header={['metric', 'value', 'lower', 'upper', 'n', 'state', 'reason']}
        numbers={({ metric, estimate }) => [
          metric,
          estimate.value,
          estimate.interval?.lower ?? null,
          estimate.interval?.upper ?? null,
          estimate.n,
          estimate.state,
          estimate.reason,
        ]}
      />
    </Panel>
  )
}
