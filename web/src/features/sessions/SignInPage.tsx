import { Paper, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { OpenFrame } from '../../layout/OpenFrame.tsx'
import { t } from '../../lib/messages/messages.ts'
import { queryClient } from '../../lib/query-client.ts'
import { readText } from '../../lib/url-state.ts'
import { safeNext } from '../../paths.ts'
import { setupQuery } from '../setup/queries.ts'
import { CodeForm } from './CodeForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export function SignInPage() {
  const { history } = useRouter()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const [codeNeeded, setCodeNeeded] = useState(false)
  const setup = useQuery(setupQuery)
  const enter = () => {
    queryClient.clear()
    history.push(safeNext(readText(search['next'])))
  }
  return (
    <OpenFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      {setup.data?.needed === true ? <Text>{t('signIn.setupNeeded')}</Text> : null}
      <Paper p="lg">
        {codeNeeded ? (
          <CodeForm onDone={enter} />
        ) : (
          <PasswordForm onDone={enter} onCodeNeeded={() => setCodeNeeded(true)} />
        )}
      </Paper>
      <Text size="sm" c="dimmed">
        {t('signIn.forgotten')}
      </Text>
    </OpenFrame>
  )
}
