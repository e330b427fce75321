import { Select, Text, Textarea } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { mapRequirement } from './queries.ts'
import type { Control } from './queries.ts'
import { RequirementSelect } from './RequirementSelect.tsx'

type Mapped = Control['requirements'][number]
type Props = {
  control: Control
  /** what was said up to now; null for another requirement */
  mapped: Mapped | null
  onClose: () => void
}

const reaches: Mapped['reach'][] = ['whole', 'part']

/** Says that the control is for a requirement, how much of it it meets, and why. */
export function RequirementForm({ control, mapped, onClose }: Props) {
  const initial = {
    requirementId: mapped?.requirementId ?? '',
    reach: mapped?.reach ?? null,
    rationale: mapped?.rationale ?? '',
  }
  const form = useForm(initial, async ({ requirementId, reach, rationale }) => {
    if (reach === null || requirementId === '') return
    await mapRequirement(control, requirementId, { reach, rationale })
    notifyDone(t('control.said', { reference: control.reference, requirement: requirementId }))
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t(mapped === null ? 'control.addRequirement' : 'control.sayTitle')}
      submit={t(mapped === null ? 'control.add' : 'common.save')}
      form={form}
    >
      {mapped === null ? (
        <RequirementSelect
          value={values.requirementId}
          taken={control.requirements.map(({ requirementId }) => requirementId)}
          error={form.errorOf('requirementId')}
          onChange={(id) => form.set('requirementId', id)}
        />
      ) : (
        <Text fw={600}>
          {mapped.requirementId} {mapped.title}
        </Text>
      )}
      <Select
        label={t('control.reach')}
        description={t('control.reachAbout')}
        required
        allowDeselect={false}
        data={reaches.map((value) => ({ value, label: label('reach', value) }))}
        value={values.reach}
        error={form.errorOf('reach')}
        onChange={(value) => form.set('reach', value as Mapped['reach'])}
      />
      <Textarea
        label={t('control.rationale')}
        description={t('control.rationaleAbout')}
        required
        autosize
        minRows={2}
        value={values.rationale}
        error={form.errorOf('rationale')}
        onChange={(event) => form.set('rationale', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
