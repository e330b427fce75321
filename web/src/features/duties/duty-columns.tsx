import { Box, Checkbox, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { isAssignable } from './assign-body.ts'
import { dueWords } from './duty-words.ts'
import { DutyOwner } from './DutyOwner.tsx'
import { DutyOverdueTag, DutyStatusTag, ProhibitionTag } from './DutyTags.tsx'
import type { DutySummary } from './queries.ts'

export function choiceColumn(
  chosen: ReadonlyMap<string, unknown>,
  onChoose: (duty: DutySummary, chosen: boolean) => void,
): Column<DutySummary> {
  return {
    id: 'choose',
    header: t('duties.choose'),
    cell: (duty) =>
      isAssignable(duty) ? (
        <Checkbox
          aria-label={t('duties.chooseOne', {
            ...{ title: duty.requirement.title, system: duty.aiSystem.name },
          })}
          checked={chosen.has(duty.id)}
          onChange={(event) => onChoose(duty, event.currentTarget.checked)}
        />
      ) : null,
  }
}

export const dutyColumns: Column<DutySummary>[] = [
  {
    id: 'requirement',
    header: t('duties.requirement'),
    cell: ({ id, requirement, prohibits, state }) => (
      <Box miw={200}>
        <Go to={paths.duty(id)} fw={600} underline="hover">
          {withDays(requirement.title)}
        </Go>
        <Text size="sm" c="dimmed">
          {requirement.id}
        </Text>
        <ProhibitionTag prohibits={prohibits} state={state} />
      </Box>
    ),
  },
  {
    id: 'system',
    header: t('duties.system'),
    cell: ({ aiSystem }) => (
      <Box miw={110}>
        <Go to={paths.law(aiSystem.id)} underline="hover">
          {aiSystem.name}
        </Go>
      </Box>
    ),
  },
  {
    id: 'status',
    header: t('duties.status'),
    // Of what is just open there is no more to say.
    cell: ({ status, state, reason }) => (
      <Box miw={190}>
        <DutyStatusTag status={status} />
        {status === 'open' && state === 'applies' ? null : (
          <Text size="sm" c="dimmed" mt={2} lineClamp={3}>
            {withDays(reason)}
          </Text>
        )}
      </Box>
    ),
  },
  {
    id: 'owner',
    header: t('duties.owner'),
    cell: ({ owner }) => (
      <Box miw={130}>
        <DutyOwner owner={owner} />
      </Box>
    ),
  },
  {
    id: 'due',
    header: t('duties.due'),
    cell: (duty) => (
      <Box miw={110}>
        {dueWords(duty)} <DutyOverdueTag overdue={duty.overdue} />
      </Box>
    ),
  },
]
