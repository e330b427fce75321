import { PasswordInput, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { resetAccess } from './queries.ts'
import type { Member } from './queries.ts'

/** Lets a member in again who has lost the password or the second factor. */
export function ResetAccessForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const form = useForm({ password: '' }, async ({ password }) => {
    await resetAccess(member.id, password)
    notifyDone(t('settings.members.resetDone', { name: member.name }))
    onClose()
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={`${t('settings.members.reset')}: ${member.name}`}
      submit={t('settings.members.reset')}
      form={form}
    >
      <Text>{t('settings.members.resetText')}</Text>
      <PasswordInput
        label={t('settings.members.password')}
        description={t('settings.members.passwordAbout')}
        autoComplete="new-password"
        minLength={12}
        required
        visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        value={form.values.password}
        error={form.errorOf('password')}
        onChange={(event) => form.set('password', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
