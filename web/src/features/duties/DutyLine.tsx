import { Text, VisuallyHidden } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import classes from './duties.module.css'
import { dueWords } from './duty-words.ts'
import { DutyOwner } from './DutyOwner.tsx'
import { DutyOverdueTag, DutyStatusTag } from './DutyTags.tsx'
import type { DutySummary } from './queries.ts'

/** What became of a duty, who sees to it and until when, in a line that leads to it. */
export function DutyLine({ duty }: { duty: DutySummary }) {
  const due = dueWords(duty)
  return (
    <div className={classes['line']}>
      <DutyStatusTag status={duty.status} />
      <DutyOverdueTag overdue={duty.overdue} />
      <Text span size="sm">
        <DutyOwner owner={duty.owner} />
      </Text>
      {due === null ? null : (
        <Text span size="sm">
          {due}
        </Text>
      )}
      <Go to={paths.duty(duty.id)} size="sm">
        {t('duty.ofObligation')}
        <VisuallyHidden component="span">
          {' '}
          {t('duty.ofTitle', { title: duty.requirement.title })}
        </VisuallyHidden>
      </Go>
    </div>
  )
}
