import { Textarea, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { OwnerSelect } from '../findings/OwnerSelect.tsx'
import { changeControl, writeControl } from './queries.ts'
import type { Control } from './queries.ts'

/** Writes a control, or changes the one given as it was when the form was opened. */
export function ControlForm({
  control,
  onClose,
}: {
  control: Control | null
  onClose: () => void
}) {
  const { history } = useRouter()
  const owner = control?.owner ?? null
  const initial = {
    reference: control?.reference ?? '',
    title: control?.title ?? '',
    description: control?.description ?? '',
    ownerId: owner === null || owner.left ? null : owner.id,
  }
  const form = useForm(initial, async (values) => {
    if (control === null) {
      const written = await writeControl(values)
      notifyDone(t('controls.written', { reference: written.reference }))
      history.push(paths.control(written.id))
      return
    }
    const names = Object.keys(initial) as (keyof typeof initial)[]
    const changed = names.filter((name) => values[name] !== initial[name])
    if (changed.length > 0) {
      // The ledger names the fields that are sent: only what was changed.
      await changeControl(control, Object.fromEntries(changed.map((name) => [name, values[name]])))
      notifyDone(t('common.saved'))
    }
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t(control === null ? 'controls.write' : 'control.edit')}
      submit={t(control === null ? 'controls.write' : 'common.save')}
      form={form}
    >
      <TextInput
        label={t('controls.reference')}
        description={t('controls.referenceAbout')}
        required
        value={values.reference}
        error={form.errorOf('reference')}
        onChange={(event) => form.set('reference', event.currentTarget.value)}
      />
      <TextInput
        label={t('controls.name')}
        required
        value={values.title}
        error={form.errorOf('title')}
        onChange={(event) => form.set('title', event.currentTarget.value)}
      />
      <Textarea
        label={t('controls.description')}
        description={t('controls.descriptionAbout')}
        required
        autosize
        minRows={4}
        value={values.description}
        error={form.errorOf('description')}
        onChange={(event) => form.set('description', event.currentTarget.value)}
      />
      <OwnerSelect
        value={values.ownerId}
        error={form.errorOf('ownerId')}
        onChange={(value) => form.set('ownerId', value)}
      />
    </FormDialog>
  )
}
