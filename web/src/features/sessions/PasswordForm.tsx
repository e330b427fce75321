import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useFirstFocus } from '../../lib/use-first-focus.ts'
import { useForm } from '../../lib/use-form.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { signIn } from './queries.ts'

export function PasswordForm(props: { onDone: () => void; onCodeNeeded: () => void }) {
  const first = useFirstFocus()
  const form = useForm({ email: '', password: '' }, async (values) => {
    const { codeNeeded } = await signIn(values)
    if (codeNeeded) props.onCodeNeeded()
    else props.onDone()
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack>
        <ProblemAlert problem={form.problem} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          ref={first}
          value={form.values.email}
          error={form.errorOf('email')}
          onChange={(event) => form.set('email', event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          value={form.values.password}
          onChange={(event) => form.set('password', event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        />
        <Button type="submit" loading={form.busy}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
