import { Button, Paper, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { OpenFrame } from '../../layout/OpenFrame.tsx'
import { t } from '../../lib/messages/messages.ts'
import { queryClient } from '../../lib/query-client.ts'
import { readText } from '../../lib/url-state.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { signIn } from '../sessions/queries.ts'
import { completeSetup, setupQuery } from './queries.ts'

/** The first start: the organization and its administrator, for whoever holds the printed link. */
export function SetupPage() {
  const { history } = useRouter()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const token = readText(search['token'])
  const setup = useQuery(setupQuery)
  const form = useForm({ organization: '', name: '', email: '', password: '' }, async (values) => {
    await completeSetup({ ...values, token: token ?? '' })
    await signIn({ email: values.email, password: values.password })
    queryClient.clear()
    history.push(paths.welcome)
  })
  const field = (name: keyof typeof form.values) => ({
    required: true,
    value: form.values[name],
    error: form.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value),
  })
  if (setup.data?.needed === false && !form.busy) {
    return (
      <OpenFrame title={t('setup.title')}>
        <Text>
          {t('setup.done')} <Go to={paths.signIn}>{t('setup.toSignIn')}</Go>
        </Text>
      </OpenFrame>
    )
  }
  return (
    <OpenFrame title={t('setup.title')} lead={t('setup.lead')} width={520}>
      {token === undefined ? <Text>{t('setup.noToken')}</Text> : null}
      <Paper p="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void form.submit()
          }}
        >
          <Stack>
            <ProblemAlert problem={form.problem} />
            <TextInput
              label={t('setup.organization')}
              autoComplete="organization"
              {...field('organization')}
            />
            <TextInput label={t('setup.name')} autoComplete="name" {...field('name')} />
            <TextInput
              label={t('setup.email')}
              type="email"
              autoComplete="username"
              {...field('email')}
            />
            <PasswordInput
              label={t('setup.password')}
              description={t('setup.passwordAbout')}
              autoComplete="new-password"
              minLength={12}
              visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
              {...field('password')}
            />
            <Button type="submit" loading={form.busy} disabled={token === undefined}>
              {t('setup.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </OpenFrame>
  )
}
