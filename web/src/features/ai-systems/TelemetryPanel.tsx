import { Text } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { formatCount, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
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
              <Suspense fallback={null}>
                <VolumeChart days={telemetry.days} />
              </Suspense>
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
