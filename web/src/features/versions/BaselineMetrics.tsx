import { Select, Stack, Text } from '@mantine/core'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Schemas } from '@primum/client'
import type { VersionDetail } from './queries.ts'

type Metric = Schemas['SegmentMetrics']['metrics'][number]

const columns: Column<Metric>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, threshold }) =>
      threshold === null ? label('metric', metric) : `${label('metric', metric)} at ${threshold}`,
  },
  {
    id: 'value',
    header: t('version.value'),
    numeric: true,
    cell: (row) => valueWords(row.metric, row.estimate),
  },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: (row) => intervalWords(row.metric, row.estimate.interval),
  },
  { id: 'n', header: t('version.n'), numeric: true, cell: (row) => formatCount(row.estimate.n) },
]

/** How good the version was at validation, by group, and what its maker states. */
export function BaselineMetrics({ version }: { version: VersionDetail }) {
  const [{ group }, change] = useUrlState((raw) => ({ group: readText(raw['group']) }))
  const segments = version.metrics ?? []
  const shown = segments.find(({ title }) => title === group) ?? segments[0]
  return (
    <Panel
      title={t('version.metrics')}
      about={t('version.metricsAbout')}
      action={
        segments.length < 2 ? null : (
          <Select
            aria-label={t('version.group')}
            allowDeselect={false}
            w={220}
            data={segments.map(({ title, attribute }) => ({
              value: title,
              label: attribute === '' ? t('version.everyone') : title,
            }))}
            value={shown?.title ?? null}
            onChange={(next) => change({ group: next })}
          />
        )
      }
    >
      <Stack>
        {shown === undefined ? (
          <Text c="dimmed">{t('version.metricsNone')}</Text>
        ) : (
          <DataTable
            caption={t('version.metricsCaption')}
            columns={columns}
            rows={shown.metrics}
            keyOf={({ metric, threshold }) => `${metric}${threshold}`}
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
