import { Group, List, Select, Skeleton, Text } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { Suspense, lazy, useMemo } from 'react'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import { Panel } from '../../ui/Panel.tsx'
import { groupMetrics, groupRows, groupSentence } from './group-rows.ts'
import { metricInterval, metricValue } from './metric-words.ts'
import { attributesOf } from './report-values.ts'
import { useAttribute } from './use-attribute.ts'

const ForestPlot = lazy(async () => ({
  default: (await import('../../charts/ForestPlot.tsx')).ForestPlot,
}))

type Props = { report: EvaluationReport; threshold?: number }

/** One metric, group beside group; who cannot be judged or shown stays in the list and says why. */
export function GroupsPanel({ report, threshold }: Props) {
  const attributes = attributesOf(report)
  const [choice, change] = useUrlState((raw) => ({
    metric: readChoice(raw['metric'], groupMetrics) ?? 'sensitivity',
  }))
  const { metric } = choice
  const [by, changeBy] = useAttribute(report)
  const rows = useMemo(
    () => groupRows(report, { attribute: by, metric, threshold }),
    [report, by, metric, threshold],
  )
  const open = rows.filter(({ estimate }) => estimate.value === null || estimate.state !== 'ok')
  return (
    <Panel
      title={t('results.groups')}
      about={t('monitoring.subgroupsAbout')}
      action={
        attributes.length === 0 ? null : (
          <Group gap="sm">
            <Select
              aria-label={t('results.groupBy')}
              allowDeselect={false}
              w={170}
              data={attributes.map((value) => ({ value, label: t('results.by', { value }) }))}
              value={by}
              onChange={(next) => changeBy(next)}
            />
            <Select
              aria-label={t('monitoring.metric')}
              allowDeselect={false}
              w={270}
              data={groupMetrics.map((value) => ({ value, label: label('metric', value) }))}
              value={metric}
              onChange={(next) => change({ metric: next })}
            />
          </Group>
        )
      }
    >
      {attributes.length === 0 ? (
        <Text c="dimmed">{t('results.groupsNone')}</Text>
      ) : (
        <ChartFrame
          name={`${metric}-by-${by}`}
          caption={t('results.groupsCaption', { metric: label('metric', metric), by })}
          sentence={groupSentence(rows, metric)}
          header={['group', metric, 'lower', 'upper', 'n', 'state', 'reason']}
          shownHeader={[
            t('version.group'),
            t('version.value'),
            t('version.interval'),
            t('monitoring.n'),
            t('monitoring.state'),
          ]}
          rows={rows.map(({ group, estimate }) => [
            group,
            estimate.value,
            estimate.interval?.lower ?? null,
            estimate.interval?.upper ?? null,
            estimate.n,
            estimate.state,
            estimate.reason,
          ])}
          shown={rows.map(({ group, estimate, hidden }) => [
            group,
            metricValue(metric, estimate),
            metricInterval(metric, estimate),
            hidden ? '–' : formatCount(estimate.n),
            hidden ? t('results.hidden') : label('state', estimate.state),
          ])}
        >
          <Suspense fallback={<Skeleton height={220} aria-busy="true" />}>
            <ForestPlot rows={rows} metric={metric} />
          </Suspense>
          {open.length === 0 ? null : (
            <div>
              <Text size="sm" fw={600}>
                {t('results.notJudged')}
              </Text>
              <List size="sm">
                {open.map(({ group, estimate, hidden }) => (
                  <List.Item key={group}>
                    {group}:{' '}
                    {estimate.reason ?? t(hidden ? 'results.hidden' : 'state.insufficient')}
                  </List.Item>
                ))}
              </List>
            </div>
          )}
        </ChartFrame>
      )}
    </Panel>
  )
}
