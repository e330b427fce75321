import { label, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { EvidenceSummary } from './queries.ts'

type State = EvidenceSummary['freshness']['state']

const tones: Record<State, [Tone, IconName]> = {
  valid: ['ok', 'check'],
  expiring: ['warning', 'clock'],
  expired: ['warning', 'warning'],
  'review-due': ['warning', 'clock'],
  'not-yet-effective': ['info', 'clock'],
  empty: ['neutral', 'dash'],
  withdrawn: ['neutral', 'cross'],
}

/** Whether it may be relied on today. */
export function FreshnessTag({ state }: { state: State }) {
  const [tone, icon] = tones[state]
  return (
    <Tag tone={tone} icon={icon}>
      {label('evidenceState', state)}
    </Tag>
  )
}

export function HeldTag({ hold }: Pick<EvidenceSummary, 'hold'>) {
  if (hold === null) return null
  return (
    <Tag tone="info" icon="scales">
      {t('evidence.held')}
    </Tag>
  )
}
