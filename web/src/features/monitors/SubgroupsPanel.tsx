import { Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { forestMetrics, forestRows, subgroupSentence } from './forest-rows.ts'
import type { ForestMetric } from './forest-rows.ts'
import { performanceQuery } from './queries.ts'
import type { Performance } from './queries.ts'

const ForestPlot = lazy(async () => ({
  default: (await import('../../charts/ForestPlot.tsx')).ForestPlot,
}))

type Props = { aiSystemId: string; versionId: string }

/** The same metric for each group, exact from the rows. */
export function SubgroupsPanel({ aiSystemId, versionId }: Props) {
  const [{ groupMetric }, change] = useUrlState((raw) => ({
    groupMetric:
      readChoice(raw['groupMetric'], Object.keys(forestMetrics) as ForestMetric[]) ?? 'sensitivity',
  }))
  const query = useQuery(performanceQuery(aiSystemId, versionId))
  return (
    <Panel
      title={t('monitoring.subgroups')}
      about={t('monitoring.subgroupsAbout')}
      action={
        <Select
          aria-label={t('monitoring.metric')}
          allowDeselect={false}
          w={270}
          data={Object.entries(forestMetrics).map(([value, metric]) => ({
            value,
            label: label('metric', metric),
          }))}
          value={groupMetric}
          onChange={(next) => change({ groupMetric: next })}
        />
      }
    >
      <Loaded query={query} height={220}>
        {(performance) => <Groups performance={performance} metric={groupMetric} />}
      </Loaded>
    </Panel>
  )
}

function Groups({ performance, metric }: { performance: Performance; metric: ForestMetric }) {
  const name = forestMetrics[metric]
  const rows = forestRows(performance, metric)
  if (rows.length === 1) return <Text c="dimmed">{t('monitoring.subgroupsNone')}</Text>
  return (
    <>
      <ChartFrame
        name={`subgroups-${metric}`}
        caption={t('monitoring.subgroupsCaption')}
        sentence={subgroupSentence(rows, name)}
        header={[
          t('version.group'),
          t('version.value'),
          t('monitoring.lower'),
          t('monitoring.upper'),
          t('monitoring.n'),
        ]}
        shownHeader={[
          t('version.group'),
          t('version.value'),
          t('version.interval'),
          t('monitoring.n'),
        ]}
        rows={rows.map(({ group, estimate }) => [
          group,
          estimate.value,
          estimate.interval?.lower ?? null,
          estimate.interval?.upper ?? null,
          estimate.n,
        ])}
        shown={rows.map(({ group, estimate }) => [
          group,
          valueWords(name, estimate),
          intervalWords(name, estimate.interval),
          estimate.n,
        ])}
      >
        <Suspense fallback={<div style={{ height: 200 }} />}>
          <ForestPlot rows={rows} metric={name} />
        </Suspense>
      </ChartFrame>
    </>
  )
}
