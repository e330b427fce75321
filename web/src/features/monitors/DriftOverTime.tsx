import { Button, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { SparkLines } from '../../charts/SparkLines.tsx'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { seriesQuery } from './queries.ts'
import type { MetricSeries } from './queries.ts'

/** From here on a change is notable, by the rule of thumb. */
const notable = 0.1

type Props = { aiSystemId: string; versionId: string; features: string[] }

/** A small line for each input; asked for only when somebody wants to see them. */
export function DriftOverTime(props: Props) {
  const [{ driftOverTime }, change] = useUrlState((raw) => ({
    driftOverTime: String(raw['driftOverTime'] ?? '') === 'true',
  }))
  return (
    <>
      <div>
        <Button
          variant="default"
          size="xs"
          aria-expanded={driftOverTime}
          onClick={() => change({ driftOverTime: driftOverTime ? undefined : 'true' })}
        >
          {t(driftOverTime ? 'driftTime.hide' : 'driftTime.show')}
        </Button>
      </div>
      {driftOverTime ? <Lines {...props} /> : null}
    </>
  )
}

function Lines({ aiSystemId, versionId, features }: Props) {
  const answers = useQueries({
    queries: features.map((feature) =>
      seriesQuery(aiSystemId, {
        ...{ metric: 'feature-drift' as const, feature, versionId, windowDays: 7 },
        ...{ attribute: '', value: '' },
      }),
    ),
  })
  const series = answers.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const newest = series
    .map(({ feature, points }) => ({ feature, psi: points.at(-1)?.estimate.value ?? null }))
    .toSorted((a, b) => (b.psi ?? -1) - (a.psi ?? -1))[0]
  if (newest === undefined || newest.psi === null) {
    return <Text c="dimmed">{t('driftTime.sentenceNone')}</Text>
  }
  const numbers = series.flatMap(({ feature, points }) =>
    points.map(({ from, to, estimate }) => ({ feature, from, to, ...estimate })),
  )
  return (
    <ChartFrame
      name="input-drift-over-time"
      caption={t('driftTime.caption')}
      sentence={t('driftTime.sentence', {
        feature: newest.feature ?? '',
        psi: newest.psi.toFixed(3),
      })}
      note={t('driftTime.note')}
      header={[
        t('monitoring.feature'),
        t('monitoring.from'),
        t('monitoring.to'),
        t('monitoring.psi'),
        t('monitoring.n'),
      ]}
      rows={numbers.map(({ feature, from, to, value, n }) => [feature, from, to, value, n])}
      shown={numbers.map(({ feature, from, to, value, n }) => [
        feature,
        formatDay(from),
        formatDay(to),
        value?.toFixed(3) ?? '–',
        n,
      ])}
    >
      <SparkLines rows={series.map(toRow)} mark={notable} />
    </ChartFrame>
  )
}

function toRow({ feature, points }: MetricSeries) {
  const last = points.at(-1)?.estimate.value
  return {
    name: feature ?? '',
    values: points.map(({ estimate }) => estimate.value),
    word: last == null ? '–' : t('driftTime.now', { psi: last.toFixed(2) }),
  }
}
