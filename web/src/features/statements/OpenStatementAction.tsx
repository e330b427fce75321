import { Stack } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { openStatement, openedFramework } from './queries.ts'
import type { StatementSummary } from './queries.ts'

/** Opens the next one and goes there; while one is being written there is no next one. */
export function OpenStatementAction({ statements }: { statements: StatementSummary[] }) {
  const { history } = useRouter()
  const role = useRefusal('statements.write')
  const draft = statements.find(
    ({ signedAt, framework }) => signedAt === null && framework === openedFramework,
  )
  const refusal =
    role ?? (draft === undefined ? null : t('statements.draftExists', { number: draft.number }))
  const form = useForm({}, async () => {
    const statement = await openStatement()
    notifyDone(t('statements.openDone', { number: statement.number }))
    history.push(paths.statement(statement.id))
  })
  return (
    <Stack gap="xs" align="flex-end">
      <ActionButton refusal={refusal} loading={form.busy} onClick={() => void form.submit()}>
        {t('statements.open')}
      </ActionButton>
      <ProblemAlert problem={form.problem} />
    </Stack>
  )
}
