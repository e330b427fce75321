import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { DutySummary } from './queries.ts'

/** Who sees to it; where nobody is given, whom the record of the AI system names. */
export function DutyOwner({ owner }: Pick<DutySummary, 'owner'>) {
  if (owner === null) {
    return (
      <Text span inherit c="dimmed">
        {t('duties.none')}
      </Text>
    )
  }
  if (owner.of === 'duty') return owner.name
  return (
    <>
      {owner.name}{' '}
      <Text span size="sm" c="dimmed">
        {t(owner.member === null ? 'duties.byRecordNoMember' : 'duties.byRecord')}
      </Text>
    </>
  )
}
