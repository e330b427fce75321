import { Button, Stack, Text, TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useFirstFocus } from '../../lib/use-first-focus.ts'
import { useForm } from '../../lib/use-form.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { sendCode } from './queries.ts'

/** The second step of signing in. */
export function CodeForm({ onDone }: { onDone: () => void }) {
  const first = useFirstFocus()
  const form = useForm({ code: '' }, async ({ code }) => {
    await sendCode(code.replaceAll(' ', ''))
    onDone()
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack>
        <Text>{t('signIn.codeAbout')}</Text>
        <ProblemAlert problem={form.problem} />
        <TextInput
          label={t('signIn.code')}
          autoComplete="one-time-code"
          required
          ref={first}
          value={form.values.code}
          error={form.errorOf('code')}
          onChange={(event) => form.set('code', event.currentTarget.value)}
        />
        <Button type="submit" loading={form.busy}>
          {t('signIn.codeSubmit')}
        </Button>
      </Stack>
    </form>
  )
}
