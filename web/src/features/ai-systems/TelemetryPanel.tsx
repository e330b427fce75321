import { Text } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { formatCount, formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useTelemetry } from './queries.ts'

const VolumeChart = lazy(async () => ({
  default: (await import('../../charts/VolumeChart.tsx')).VolumeChart,
}))

export function TelemetryPanel({ id }: { id: string }) {
  const query = useTelemetry(id)
  return (
    <Panel title={t('aiSystem.telemetry')} about={t('aiSystem.telemetryAbout')}>
      <Loaded query={query} height={90}>
        {(telemetry) =>
          telemetry.predictions === 0 ? (
            <Text>
              {t('aiSystem.telemetryNone')} <Go to={paths.keys}>{t('aiSystem.telemetryHow')}</Go>
            </Text>
          ) : (
            <>
              <Facts
                facts={[
                  [t('aiSystem.predictions'), formatCount(telemetry.predictions)],
                  [t('aiSystem.outcomes'), formatCount(telemetry.outcomes)],
                  [t('aiSystem.lastPrediction'), maybeTime(telemetry.lastPredictedAt)],
                  [t('aiSystem.lastReceived'), maybeTime(telemetry.lastReceivedAt)],
                ]}
              />
              <ChartFrame
                name="predictions-a-day"
                caption={t('aiSystem.predictionsADay')}
                sentence={t('aiSystem.volumeSentence', {
                  days: telemetry.days.length,
                  to: maybeDay(telemetry.days.at(-1)?.day),
                  count: formatCount(telemetry.days.reduce((sum, day) => sum + day.predictions, 0)),
                })}
                header={[t('aiSystem.day'), t('aiSystem.predictions'), t('aiSystem.withOutcome')]}
                rows={telemetry.days.map((d) => [d.day, d.predictions, d.labelled])}
                shown={telemetry.days.map((d) => [formatDay(d.day), d.predictions, d.labelled])}
              >
                <Suspense fallback={null}>
                  <VolumeChart days={telemetry.days} />
                </Suspense>
              </ChartFrame>
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

function maybeTime(moment: string | null): string | null {
  return moment === null ? null : formatTime(moment)
}

function maybeDay(day: string | undefined): string {
  return day === undefined ? t('common.none') : formatDay(day)
}
