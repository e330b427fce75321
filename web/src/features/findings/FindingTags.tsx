import { label, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { FindingSummary } from './queries.ts'

const tones: Record<FindingSummary['status'], [Tone, IconName]> = {
  open: ['neutral', 'clock'],
  'in-progress': ['info', 'pulse'],
  resolved: ['info', 'question'],
  verified: ['ok', 'check'],
  reopened: ['warning', 'warning'],
}

export function FindingStatusTag({ status }: Pick<FindingSummary, 'status'>) {
  const [tone, icon] = tones[status]
  return (
    <Tag tone={tone} icon={icon}>
      {label('findingStatus', status)}
    </Tag>
  )
}

export function OverdueTag({ overdue }: Pick<FindingSummary, 'overdue'>) {
  if (!overdue) return null
  return (
    <Tag tone="warning" icon="clock">
      {t('findings.overdue')}
    </Tag>
  )
}
