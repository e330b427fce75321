import { Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { isDomainClassifier, isMultivariate, isReviewed } from '@primum/core/monitoring/metric-kind'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { formatDay, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Version } from '../versions/queries.ts'
import { drawnMetric, drawnMetrics, readSeriesChoice, toSeries } from './choice.ts'
import { monitorsQuery, seriesQuery } from './queries.ts'
import type { MetricSeries } from './queries.ts'
import { SeriesPickers } from './SeriesPickers.tsx'

const MetricChart = lazy(async () => ({
  default: (await import('../../charts/MetricChart.tsx')).MetricChart,
}))

type Props = { aiSystemId: string; versions: Version[]; version: Version }

/** One metric over time, with its interval, its value at validation, its limit and what happened. */
export function SeriesPanel({ aiSystemId, versions, version }: Props) {
  const { id: versionId } = version
  const metrics = drawnMetrics(version.baselineId !== null)
  const [asked, change] = useUrlState(readSeriesChoice)
  const choice = { ...asked, metric: drawnMetric(asked.metric, metrics) }
  const monitors = useQuery(monitorsQuery(aiSystemId))
  const query = useQuery(seriesQuery(aiSystemId, { ...toSeries(choice), versionId }))
  return (
    <Panel title={t('monitoring.overTime', { metric: label('metric', choice.metric) })}>
      <Stack>
        <SeriesPickers
          choice={{ ...choice, versionId }}
          versions={versions}
          metrics={metrics}
          features={version.inputSchema.map(({ name }) => name)}
          monitors={monitors.data?.items ?? []}
          onChange={change}
        />
        <Loaded query={query} height={280}>
          {(series) =>
            series.points.length === 0 ? (
              <EmptyNote title={t('monitoring.noPoints')} text={emptyText(choice.metric, series)} />
            ) : (
              <Drawn series={series} />
            )
          }
        </Loaded>
      </Stack>
    </Panel>
  )
}

function emptyText(metric: MetricName, { sentence }: MetricSeries): string {
  if (isMultivariate(metric) || isDomainClassifier(metric)) return sentence
  return t(isReviewed(metric) ? 'reviews.noPointsText' : 'monitoring.noPointsText')
}

function Drawn({ series }: { series: MetricSeries }) {
  const { metric, points, annotations, sentence } = series
  const who = series.segment.attribute === '' ? t('monitoring.everyone') : series.segment.value
  return (
    <>
      <ChartFrame
        name={`${metric}-${series.version.label}-${who}`}
        sentence={sentence}
        note={t('monitoring.chartNote')}
        caption={t('monitoring.overTime', { metric: label('metric', metric) })}
        header={['from', 'to', 'value', 'lower', 'upper', 'n', 'state'].map((each) =>
          t(`monitoring.${each}` as 'monitoring.from'),
        )}
        shownHeader={[
          t('monitoring.from'),
          t('monitoring.to'),
          t('monitoring.value'),
          t('version.interval'),
          t('monitoring.n'),
          t('monitoring.state'),
        ]}
        rows={points.map(({ from, to, estimate }) => [
          from,
          to,
          estimate.value,
          estimate.interval?.lower ?? null,
          estimate.interval?.upper ?? null,
          estimate.n,
          label('state', estimate.state),
        ])}
        shown={points.map(({ from, to, estimate }) => [
          formatDay(from),
          formatDay(to),
          valueWords(metric, estimate),
          intervalWords(metric, estimate.interval),
          estimate.n,
          label('state', estimate.state),
        ])}
      >
        <Suspense fallback={<div style={{ height: 300 }} />}>
          <MetricChart series={series} />
        </Suspense>
      </ChartFrame>
      {annotations.length === 0 ? null : (
        <div>
          <Text fw={600} size="sm">
            {t('monitoring.annotations')}
          </Text>
          <List size="sm">
            {annotations
              .toSorted((a, b) => a.at.localeCompare(b.at))
              .slice(-12)
              .map((annotation) => (
                <List.Item key={`${annotation.at}${annotation.title}`}>
                  <Group gap={6}>
                    <span>{formatTime(annotation.at)}</span>
                    <Go to={annotation.path}>{annotation.title}</Go>
                  </Group>
                </List.Item>
              ))}
          </List>
        </div>
      )}
    </>
  )
}
