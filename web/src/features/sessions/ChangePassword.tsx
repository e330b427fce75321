import { Button, PasswordInput, Stack } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { changePassword } from './queries.ts'

const empty = { currentPassword: '', newPassword: '' }

export function ChangePassword() {
  const form = useForm(empty, async (values, reset) => {
    await changePassword(values)
    reset(empty)
    notifyDone(t('account.changed'))
  })
  const field = (name: keyof typeof empty) => ({
    required: true,
    value: form.values[name],
    error: form.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value),
    visibilityToggleButtonProps: { 'aria-label': t('common.showPassword') },
  })
  return (
    <Panel title={t('account.passwordTitle')} about={t('account.passwordAbout')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack align="flex-start">
          <PasswordInput
            w="100%"
            label={t('account.current')}
            autoComplete="current-password"
            {...field('currentPassword')}
          />
          <PasswordInput
            w="100%"
            label={t('account.new')}
            description={t('setup.passwordAbout')}
            autoComplete="new-password"
            minLength={12}
            {...field('newPassword')}
          />
          <ProblemAlert problem={form.problem} />
          <Button type="submit" variant="default" loading={form.busy}>
            {t('account.change')}
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
