import { dutyDays, dueOn } from '@primum/core/duties/due-on'
import type { DutyStatus } from '@primum/core/duties/duty'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { DutySummary } from './queries.ts'

/** Colour and sign of each status; red is kept for the safety of patients. */
export const statusSigns: Record<DutyStatus, [Tone, IconName]> = {
  open: ['neutral', 'ring'],
  lapsed: ['warning', 'clock'],
  'look-again': ['warning', 'question'],
  met: ['ok', 'check'],
  'set-aside': ['neutral', 'pause'],
  undecided: ['info', 'question'],
  exempt: ['neutral', 'dash'],
  ended: ['neutral', 'cross'],
}

/** By when something is due, or has to be renewed; null where no day is. */
export function dueWords({ status, dueOn: day }: Pick<DutySummary, 'status' | 'dueOn'>) {
  if (day === null) return null
  return t(status === 'met' ? 'duties.renewBy' : 'duties.dueBy', { day: formatDay(day) })
}

/** The day of a duty that nobody said, and why it is that one. */
export function defaultDue({ effective, arisenAt }: Pick<DutySummary, 'effective' | 'arisenAt'>) {
  const day = dueOn(effective, arisenAt.slice(0, 10))
  return {
    day: formatDay(day),
    why:
      day === effective
        ? t('duty.dueDefault.effective')
        : t('duty.dueDefault.days', { days: dutyDays }),
  }
}

/** The day of the duty itself: whether a person said it, or why it is that one. */
export function dayWords(duty: Pick<DutySummary, 'due' | 'effective' | 'arisenAt'>): string {
  const day = formatDay(duty.due.on)
  return duty.due.agreed
    ? t('duty.dueAgreed', { day })
    : t('duty.dueByDefault', { day, why: defaultDue(duty).why })
}

/** Who sees to it where nobody is given: whom the record of the AI system names, if a member. */
export function fallbackWords({ owner }: Pick<DutySummary, 'owner'>): string | undefined {
  if (owner === null) return t('duty.ownerFallbackNobody')
  if (owner.of === 'duty') return undefined
  const { name } = owner
  return t(owner.member === null ? 'duty.ownerFallbackNoMember' : 'duty.ownerFallback', { name })
}
