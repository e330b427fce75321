import { Stack, Text } from '@mantine/core'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Schemas } from '@primum/client'
import type { VersionDetail } from './queries.ts'

type Row = { group: string } & Schemas['SegmentMetrics']['metrics'][number]

const columns: Column<Row>[] = [
  { id: 'group', header: t('version.group'), cell: ({ group }) => group },
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, threshold }) =>
      threshold === null ? label('metric', metric) : `${label('metric', metric)} at ${threshold}`,
  },
  { id: 'value', header: t('version.value'), numeric: true, cell: (row) => valueWords(row.metric, row.estimate) },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: (row) => intervalWords(row.metric, row.estimate.interval),
  },
  { id: 'n', header: t('version.n'), numeric: true, cell: (row) => formatCount(row.estimate.n) },
]

/** How good the version was at validation, overall and by group, and what its maker states. */
export function BaselineMetrics({ version }: { version: VersionDetail }) {
  const rows = (version.metrics ?? []).flatMap((segment) =>
    segment.metrics.map((metric) => ({
      ...metric,
      group: segment.attribute === '' ? t('version.everyone') : segment.title,
    })),
  )
  return (
    <Panel title={t('version.metrics')} about={t('version.metricsAbout')}>
      <Stack>
        {version.metrics === null ? (
          <Text c="dimmed">{t('version.metricsNone')}</Text>
        ) : (
          <DataTable
            caption={t('version.metricsCaption')}
            columns={columns}
            rows={rows}
            keyOf={({ group, metric, threshold }) => `${group}${metric}${threshold}`}
          />
        )}
        {version.statedMetrics.length === 0 ? null : (
          <div>
            <Text fw={600} size="sm">
              {t('version.stated')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('version.statedAbout')}
            </Text>
            <ul>
              {version.statedMetrics.map((metric) => (
                <li key={metric.name}>
                  {metric.name}: {metric.value}
                  {metric.lower === null ? '' : ` (${metric.lower} to ${metric.upper ?? '…'})`}
                  {metric.n === null ? '' : `, n = ${formatCount(metric.n)}`}
                  {metric.source === null ? '' : `, ${metric.source}`}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Panel>
  )
}
