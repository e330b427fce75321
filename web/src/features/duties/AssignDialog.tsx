import { Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { plural, t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { withDays } from '../frameworks/framework-words.ts'
import list from '../gap-assessments/gap-assessments.module.css'
import { membersQuery } from '../members/queries.ts'
import { assignBody } from './assign-body.ts'
import type { AssignValues } from './assign-body.ts'
import { assignDuties } from './queries.ts'
import type { DutySummary } from './queries.ts'

type Props = {
  chosen: readonly DutySummary[]
  onClose: () => void
  onAssigned: () => void
}

/** Gives each chosen duty an owner or a day; where one cannot be, none is, and it says why. */
export function AssignDialog({ chosen, onClose, onAssigned }: Props) {
  const members = useQuery(membersQuery)
  const initial: AssignValues = { owner: 'keep', due: 'keep', day: '' }
  const form = useForm(initial, async (values) => {
    const body = assignBody(
      chosen.map(({ id }) => id),
      values,
    )
    if (body === null) throw new Error(t('duties.assignNothing'))
    await assignDuties(body)
    notifyDone(plural(chosen.length, 'duties.assigned.one', 'duties.assigned.other'))
    onAssigned()
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('duties.assignTitle')}
      submit={plural(chosen.length, 'duties.assignSubmit.one', 'duties.assignSubmit.other')}
      form={form}
    >
      <Text size="sm" c="dimmed">
        {t('duties.assignAbout')}
      </Text>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={list['chosen']} aria-label={t('duties.assignChosen')} tabIndex={0}>
        {chosen.map(({ id, requirement, aiSystem }) => (
          <li key={id}>
            {withDays(requirement.title)} ({aiSystem.name})
          </li>
        ))}
      </ul>
      <Select
        label={t('duties.owner')}
        allowDeselect={false}
        searchable
        data={[
          { value: 'keep', label: t('duties.keep') },
          { value: 'nobody', label: t('duties.assignNobody') },
          ...(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={values.owner}
        error={form.errorOf('owner')}
        onChange={(value) => form.set('owner', value ?? 'keep')}
      />
      <Select
        label={t('duties.dueKind')}
        allowDeselect={false}
        data={[
          { value: 'keep', label: t('duties.keep') },
          { value: 'day', label: t('duties.due.day') },
          { value: 'law', label: t('duties.due.law') },
        ]}
        value={values.due}
        onChange={(value) => form.set('due', value as AssignValues['due'])}
      />
      {values.due === 'day' ? (
        <TextInput
          label={t('duties.day')}
          type="date"
          required
          value={values.day}
          error={form.errorOf('day')}
          onChange={(event) => form.set('day', event.currentTarget.value)}
        />
      ) : null}
    </FormDialog>
  )
}
