import { Text } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { formatCount, formatDay, formatTime } from '../../lib/format.ts'
import { plural, t } from '../../lib/messages/messages.ts'
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
          telemetry.days.length === 0 ? (
            <Text>
              {t('aiSystem.telemetryNone')} <Go to={paths.keys}>{t('aiSystem.telemetryHow')}</Go>
            </Text>
          ) : (
            <>
              <Facts
                facts={[
                  [
                    t('aiSystem.predictions'),
                    counted(telemetry.predictions, telemetry.daysNotCounted.predictions),
                  ],
                  [
                    t('aiSystem.outcomes'),
                    counted(telemetry.outcomes, telemetry.daysNotCounted.outcomes),
                  ],
                  [t('aiSystem.lastPrediction'), maybeTime(telemetry.lastPredictedAt)],
                  [t('aiSystem.lastReceived'), maybeTime(telemetry.lastReceivedAt)],
                ]}
              />
              <ChartFrame
                name="predictions-a-day"
                caption={t('aiSystem.predictionsADay')}
                sentence={volumeSentence(telemetry.days)}
                {...(telemetry.days.some(({ labelled }) => labelled === null)
                  ? { note: t('aiSystem.fewADay') }
                  : {})}
                header={[t('aiSystem.day'), t('aiSystem.predictions'), t('aiSystem.withOutcome')]}
                rows={telemetry.days.map((day) => [day.day, ...countsOf(day)])}
                shown={telemetry.days.map((day) => [formatDay(day.day), ...countsOf(day)])}
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

type Day = NonNullable<ReturnType<typeof useTelemetry>['data']>['days'][number]

function countsOf({ predictions, labelled }: Day) {
  return [predictions ?? t('aiSystem.few'), labelled ?? t('aiSystem.notShown')]
}

/** A total, and what is in none because it would tell a hidden day. */
function counted(count: number, days: number): string {
  if (days === 0) return formatCount(count)
  const besides = plural(days, 'aiSystem.countedBesides.one', 'aiSystem.countedBesides.other')
  return `${formatCount(count)}, ${besides}`
}

function volumeSentence(days: Day[]): string {
  const shown = days.filter(({ predictions }) => predictions !== null)
  const few = days.length - shown.length
  const hidden =
    few === 0 ? [] : [plural(few, 'aiSystem.volumeFew.one', 'aiSystem.volumeFew.other')]
  if (shown.length === 0) return hidden.join('')
  const sentence = t('aiSystem.volumeSentence', {
    days: shown.length,
    to: maybeDay(shown.at(-1)?.day),
    count: formatCount(shown.reduce((sum, day) => sum + (day.predictions ?? 0), 0)),
  })
  return [sentence, ...hidden].join(' ')
}

function maybeTime(moment: string | null): string | null {
  return moment === null ? null : formatTime(moment)
}

function maybeDay(day: string | undefined): string {
  return day === undefined ? t('common.none') : formatDay(day)
}
