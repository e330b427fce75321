import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { DriftBars } from '../../charts/DriftBars.tsx'
import { formatPercent } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DriftOverTime } from './DriftOverTime.tsx'
import { driftQuery } from './queries.ts'
import type { Drift } from './queries.ts'

type Props = { aiSystemId: string; versionId: string }

/** How far each input is spread otherwise than at validation. */
export function DriftPanel({ aiSystemId, versionId }: Props) {
  const query = useQuery(driftQuery(aiSystemId, versionId))
  return (
    <Panel title={t('monitoring.drift')} about={t('monitoring.driftAbout')}>
      <Loaded query={query} height={180}>
        {(drift) =>
          drift.n === null ? (
            <Text c="dimmed">{t('monitoring.driftFew')}</Text>
          ) : drift.n === 0 || drift.features.length === 0 ? (
            <Text c="dimmed">{t('monitoring.driftNone')}</Text>
          ) : (
            <>
              <ChartFrame
                name="input-drift"
                caption={t('monitoring.driftCaption')}
                sentence={driftSentence(drift.features)}
                header={[
                  t('monitoring.feature'),
                  t('monitoring.psi'),
                  t('monitoring.critical'),
                  t('monitoring.missing'),
                  t('monitoring.n'),
                  t('monitoring.alarmLevel'),
                ]}
                rows={drift.features.map((each) => [
                  each.feature,
                  each.psi,
                  each.critical,
                  each.missing,
                  each.n,
                  each.level ?? '',
                ])}
                shown={drift.features.map((each) => [
                  each.feature,
                  each.psi?.toFixed(3) ?? '–',
                  each.critical?.toFixed(3) ?? '–',
                  each.missing === null ? '–' : formatPercent(each.missing),
                  each.n ?? '–',
                  each.level === null ? t('state.undefined') : label('drift', each.level),
                ])}
              >
                <DriftBars features={drift.features} />
              </ChartFrame>
              <DriftOverTime
                aiSystemId={aiSystemId}
                versionId={versionId}
                features={drift.features.map(({ feature }) => feature)}
              />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

function driftSentence(features: Drift['features']): string {
  const moved = features.filter(({ level }) => level === 'warning' || level === 'critical')
  const most = moved.toSorted((a, b) => (b.psi ?? 0) - (a.psi ?? 0))[0]
  if (most === undefined) return t('monitoring.driftSentenceNone')
  return plural(
    moved.length,
    'monitoring.driftSentence.one',
    'monitoring.driftSentence.other',
  ).replace('{feature}', most.feature)
}
