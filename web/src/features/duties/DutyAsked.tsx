import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ObligationDetails } from '../law/ObligationDetails.tsx'
import { lawFactsQuery } from '../law/queries.ts'
import type { Duty } from './queries.ts'

/** What the law asks, why here, from when and where that is said. */
export function DutyAsked({ duty }: { duty: Duty }) {
  const { obligation, aiSystem, framework, requirement, everyMonths } = duty
  // Only questions that are open need their words.
  const isOpen = (obligation?.missing.length ?? 0) > 0
  const asked = useQuery({ ...lawFactsQuery(aiSystem.id), enabled: isOpen })
  const facts: Fact[] = [
    [
      t('duties.system'),
      <Go key="system" to={paths.law(aiSystem.id)}>
        {aiSystem.name}
      </Go>,
    ],
    [t('duty.law'), framework.title],
    [
      t('duties.requirement'),
      <Go key="requirement" to={paths.requirement(requirement.id)}>
        {requirement.id}
      </Go>,
    ],
  ]
  if (everyMonths !== null) {
    facts.push([t('duties.repeats'), t('duties.everyMonths', { months: everyMonths })])
  }
  return (
    <Panel
      title={t('duty.asked')}
      action={obligation?.toBeConfirmed ? <Tag icon="question">{t('law.confirm')}</Tag> : undefined}
    >
      {obligation === null ? <Text>{t('duty.noLonger')}</Text> : null}
      <Facts facts={facts} />
      {obligation === null ? null : (
        <ObligationDetails obligation={obligation} facts={asked.data?.items ?? []} />
      )}
    </Panel>
  )
}
