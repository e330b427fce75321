import { PasswordInput, TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { addMember } from './queries.ts'
import { RoleFields, endOfDay } from './RoleFields.tsx'
import type { RoleValues } from './RoleFields.tsx'

type Values = RoleValues & { name: string; email: string; password: string }

const empty: Values = {
  name: '',
  email: '',
  password: '',
  roles: [],
  discipline: null,
  accessEndsOn: '',
}

export function AddMemberForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const form = useForm(empty, async ({ accessEndsOn, ...values }, reset) => {
    const member = await addMember({ ...values, accessEndsAt: endOfDay(accessEndsOn) })
    notifyDone(t('settings.members.added', { name: member.name }))
    reset(empty)
    onClose()
  })
  const line = (name: 'name' | 'email' | 'password') => ({
    required: true,
    value: form.values[name],
    error: form.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value),
  })
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('settings.members.add')}
      submit={t('settings.members.add')}
      form={form}
    >
      <TextInput label={t('settings.members.name')} autoComplete="off" {...line('name')} />
      <TextInput
        label={t('settings.members.email')}
        type="email"
        autoComplete="off"
        {...line('email')}
      />
      <PasswordInput
        label={t('settings.members.password')}
        description={t('settings.members.passwordAbout')}
        autoComplete="new-password"
        minLength={12}
        visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        {...line('password')}
      />
      <RoleFields values={form.values} errorOf={form.errorOf as never} set={form.set as never} />
    </FormDialog>
  )
}
