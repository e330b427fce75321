import {
  Button,
  Group,
  Modal,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { useSession } from '../lib/session.ts'
import { useForm } from '../lib/use-form.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

export type Signature = { password: string; code?: string; statement?: string }

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** In plain words: what this signature says, and what follows from it. */
  meaning: string
  aiSystemId?: string
  withStatement?: boolean
  /** What else is stated with the signature. */
  children?: ReactNode
  sign: (signature: Signature) => Promise<unknown>
}

/** Signing: the meaning first, then the proof that it is really this person. */
export function SignDialog(props: Props) {
  const {
    opened,
    onClose,
    title,
    meaning,
    aiSystemId = '',
    withStatement = true,
    sign,
    children,
  } = props
  const { twoFactorEnabled, user } = useSession()
  const form = useForm({ password: '', code: '', statement: '' }, async (values, reset) => {
    await sign({
      password: values.password,
      ...(values.code === '' ? {} : { code: values.code }),
      ...(values.statement === '' ? {} : { statement: values.statement }),
    })
    reset({ password: '', code: '', statement: '' })
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          <Text>{meaning}</Text>
          <Text size="sm" c="dimmed">
            {t('sign.record', { name: user?.name ?? '' })}
          </Text>
          <ProblemAlert problem={form.problem} aiSystemId={aiSystemId} />
          {children}
          {withStatement ? (
            <Textarea
              label={t('sign.statement')}
              description={t('sign.statementAbout')}
              value={form.values.statement}
              onChange={(event) => form.set('statement', event.currentTarget.value)}
            />
          ) : null}
          <PasswordInput
            label={t('sign.password')}
            autoComplete="current-password"
            required
            value={form.values.password}
            error={form.errorOf('password')}
            onChange={(event) => form.set('password', event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          />
          {twoFactorEnabled ? (
            <TextInput
              label={t('sign.code')}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              value={form.values.code}
              error={form.errorOf('code')}
              onChange={(event) => form.set('code', event.currentTarget.value)}
            />
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t('sign.sign')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
