import { t } from '../../lib/messages/messages.ts'
import type { FleetSystem } from './queries.ts'

type Heard = Pick<FleetSystem, 'silenceHours' | 'silenceLimitHours'>

/** Whether nothing has been heard for longer than the heartbeat monitor allows. */
export function isSilent({ silenceHours, silenceLimitHours }: Heard): boolean {
  return silenceHours !== null && silenceLimitHours !== null && silenceHours > silenceLimitHours
}

/** How long ago the last prediction was, in hours for two days and in days from then on. */
export function silenceWords({ silenceHours }: Heard): string {
  if (silenceHours === null) return t('fleet.silenceNever')
  if (silenceHours < 1) return t('fleet.silenceNow')
  if (silenceHours < 48) return t('fleet.silenceHours', { hours: Math.floor(silenceHours) })
  return t('fleet.silenceDays', { days: Math.floor(silenceHours / 24) })
}
