import { Select, Text, TextInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { findingSeverities } from '@primum/core/findings/finding'
import type { FindingSeverity } from '@primum/core/findings/finding'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { shortId, withDays } from '../frameworks/framework-words.ts'
import { membersQuery } from '../members/queries.ts'
import classes from './gap-assessments.module.css'
import { planBody } from './plan-body.ts'
import type { PlanValues } from './plan-body.ts'
import { planFindings } from './queries.ts'
import type { GapAssessment, GapLine } from './queries.ts'

type Props = {
  assessment: GapAssessment
  chosen: GapLine[]
  onClose: () => void
  onPlanned: () => void
}

/** Opens a finding for each chosen gap; where one cannot be planned, none is, and it says why. */
export function PlanDialog({ assessment, chosen, onClose, onPlanned }: Props) {
  const members = useQuery(membersQuery)
  const initial: PlanValues = { severity: 'major', owner: 'statement', dueAt: '', note: '' }
  const form = useForm(initial, async (values) => {
    const ids = chosen.map(({ requirementId }) => requirementId)
    await planFindings(assessment.id, planBody(ids, values)).catch(async (error: unknown) => {
      // What was planned by somebody else meanwhile leaves the choice.
      await refresh('gap-assessments')
      throw error
    })
    notifyDone(plural(ids.length, 'gapPlan.done.one', 'gapPlan.done.other'))
    onPlanned()
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('gapPlan.plan')}
      submit={plural(chosen.length, 'gapPlan.submit.one', 'gapPlan.submit.other')}
      form={form}
    >
      <Text size="sm" c="dimmed">
        {t('gapPlan.about')}
      </Text>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={classes['chosen']} aria-label={t('gapPlan.gaps')} tabIndex={0}>
        {chosen.map(({ requirementId, title }) => (
          <li key={requirementId}>
            {shortId(requirementId)} {withDays(title)}
          </li>
        ))}
      </ul>
      <Select
        label={t('findings.severity')}
        allowDeselect={false}
        data={findingSeverities.map((value) => ({ value, label: label('severity', value) }))}
        value={values.severity}
        error={form.errorOf('severity')}
        onChange={(value) => form.set('severity', value as FindingSeverity)}
      />
      <Select
        label={t('findings.owner')}
        description={t('gapPlan.ownerAbout')}
        allowDeselect={false}
        searchable
        data={[
          { value: 'statement', label: t('gapPlan.owner.statement') },
          { value: 'nobody', label: t('findings.noOwner') },
          ...(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={values.owner}
        error={form.errorOf('owner')}
        onChange={(value) => form.set('owner', value ?? 'statement')}
      />
      <TextInput
        label={t('findings.due')}
        description={t('gapPlan.dueAbout')}
        type="datetime-local"
        value={values.dueAt}
        error={form.errorOf('dueAt')}
        onChange={(event) => form.set('dueAt', event.currentTarget.value)}
      />
      <Textarea
        label={t('gapPlan.note')}
        description={t('gapPlan.noteAbout')}
        autosize
        minRows={2}
        maxLength={1000}
        value={values.note}
        error={form.errorOf('note')}
        onChange={(event) => form.set('note', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
