import { label, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { statusSigns } from './duty-words.ts'
import type { DutySummary } from './queries.ts'

export function DutyStatusTag({ status }: Pick<DutySummary, 'status'>) {
  const [tone, icon] = statusSigns[status]
  return (
    <Tag tone={tone} icon={icon}>
      {label('dutyStatus', status)}
    </Tag>
  )
}

export function DutyOverdueTag({ overdue }: Pick<DutySummary, 'overdue'>) {
  if (!overdue) return null
  return (
    <Tag tone="warning" icon="clock">
      {t('duties.overdue')}
    </Tag>
  )
}

/** What it forbids stands against the gates, where it applies or may. */
export function ProhibitionTag({ prohibits, state }: Pick<DutySummary, 'prohibits' | 'state'>) {
  if (!prohibits || state === 'exempt' || state === 'ended') return null
  return (
    <Tag tone="warning" icon="warning">
      {t(state === 'may-apply' ? 'duties.mayProhibit' : 'duties.prohibits')}
    </Tag>
  )
}
