import { Stack, Text } from '@mantine/core'
import type { DriftReport } from '@primum/core/evaluation/evaluation-report'
import type { ColumnDrift } from '@primum/core/evaluation/column-drift'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { DriftBars } from '../../charts/DriftBars.tsx'
import { formatPercent } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'

/** How far each column lies from the baseline: the score first, then the most harmful input. */
export function DriftReportPanel({ drift }: { drift: DriftReport | null }) {
  if (drift === null) {
    return (
      <Panel title={t('results.drift')}>
        <Text c="dimmed">{t('results.driftNone')}</Text>
      </Panel>
    )
  }
  const columns = inOrder(drift)
  return (
    <Panel title={t('results.drift')} about={t('results.driftAbout', { baseline: drift.baseline })}>
      <Stack>
        <ChartFrame
          name="drift"
          caption={t('monitoring.driftCaption')}
          sentence={sentence(drift)}
          note={t('results.driftNote')}
          header={[
            ...['column', 'psi', 'chance explains up to', 'jensen-shannon', 'hellinger'],
            ...['missing', 'missing in baseline', 'n', 'level'],
          ]}
          shownHeader={[
            t('monitoring.feature'),
            t('monitoring.psi'),
            t('monitoring.critical'),
            t('results.jensenShannon'),
            t('monitoring.missing'),
            t('results.missingBefore'),
            t('monitoring.n'),
            t('monitoring.alarmLevel'),
          ]}
          rows={columns.map((each) => [
            each.feature,
            each.metrics['population-stability-index'].value,
            each.metrics['population-stability-index'].critical,
            each.metrics['jensen-shannon-distance'].value,
            each.metrics['hellinger-distance'].value,
            each.metrics.missingness.value,
            each.baselineMissingness,
            each.metrics['population-stability-index'].n,
            each.level ?? '',
          ])}
          shown={columns.map((each) => [
            each.feature,
            decimals(each.metrics['population-stability-index'].value),
            decimals(each.metrics['population-stability-index'].critical),
            decimals(each.metrics['jensen-shannon-distance'].value),
            share(each.metrics.missingness.value),
            share(each.baselineMissingness),
            each.metrics['population-stability-index'].n,
            each.level === null ? t('state.undefined') : label('drift', each.level),
          ])}
        >
          <DriftBars
            features={columns.map(({ feature, level, metrics, baselineMissingness }) => ({
              feature,
              level,
              psi: metrics['population-stability-index'].value,
              critical: metrics['population-stability-index'].critical,
              missing: metrics.missingness.value,
              missingAtBaseline: baselineMissingness,
              n: metrics['population-stability-index'].n,
            }))}
          />
        </ChartFrame>
      </Stack>
    </Panel>
  )
}

function inOrder({ score, features, ranking }: DriftReport): ColumnDrift[] {
  const places = new Map(ranking.map(({ feature }, index) => [feature, index]))
  const place = ({ feature }: ColumnDrift) => places.get(feature) ?? features.length
  return [score, ...features.toSorted((a, b) => place(a) - place(b))]
}

function sentence({ features, ranking }: DriftReport): string {
  const drifted = ranking.filter(({ drifted: moved }) => moved === true)
  const most = drifted[0]
  if (features.length === 0) return t('results.driftScoreOnly')
  if (most === undefined) return t('monitoring.driftSentenceNone')
  return plural(
    drifted.length,
    'monitoring.driftSentence.one',
    'monitoring.driftSentence.other',
  ).replace('{feature}', most.feature)
}

function decimals(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function share(value: number | null): string {
  return value === null ? '–' : formatPercent(value)
}
