import { Anchor, Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { useForm } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { prepareTotp, sendCode } from './queries.ts'
import { secretOf } from './totp-secret.ts'

type Prepared = { uri: string; backupCodes: string[] }

/** Turning on the second factor: the password, the secret for the app, and a first code. */
export function SecondFactor({ enabled }: { enabled: boolean }) {
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  return (
    <Panel title={t('account.totpTitle')} about={t('account.totpAbout')}>
      {enabled ? (
        <div>
          <Tag tone="ok" icon="check">
            {t('account.totpOn')}
          </Tag>
        </div>
      ) : prepared === null ? (
        <Prepare onPrepared={setPrepared} />
      ) : (
        <Enable prepared={prepared} />
      )}
    </Panel>
  )
}

function Prepare({ onPrepared }: { onPrepared: (prepared: Prepared) => void }) {
  const form = useForm({ password: '' }, async ({ password }) =>
    onPrepared(await prepareTotp(password)),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack align="flex-start">
        <PasswordInput
          w="100%"
          label={t('sign.password')}
          autoComplete="current-password"
          required
          value={form.values.password}
          onChange={(event) => form.set('password', event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        />
        <ProblemAlert problem={form.problem} />
        <Button type="submit" variant="default" loading={form.busy}>
          {t('account.totpPrepare')}
        </Button>
      </Stack>
    </form>
  )
}

function Enable({ prepared }: { prepared: Prepared }) {
  const form = useForm({ code: '' }, async ({ code }) => {
    await sendCode(code.replaceAll(' ', ''))
    await refresh('session')
    notifyDone(t('account.totpEnabled'))
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack align="flex-start">
        <Text>{t('account.totpSecretAbout')}</Text>
        <div>
          <Text fw={600} size="sm">
            {t('account.totpSecret')}
          </Text>
          <Code fz="md">{secretOf(prepared.uri)}</Code>
        </div>
        <Anchor href={prepared.uri}>{t('account.totpLink')}</Anchor>
        <div>
          <Text fw={600} size="sm">
            {t('account.totpBackup')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('account.totpBackupAbout')}
          </Text>
          <Code block tabIndex={0}>
            {prepared.backupCodes.join('\n')}
          </Code>
        </div>
        <TextInput
          label={t('account.totpCode')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={form.values.code}
          error={form.errorOf('code')}
          onChange={(event) => form.set('code', event.currentTarget.value)}
        />
        <ProblemAlert problem={form.problem} />
        <Button type="submit" loading={form.busy}>
          {t('account.totpEnable')}
        </Button>
      </Stack>
    </form>
  )
}
