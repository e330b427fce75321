import { useDisclosure } from '@mantine/hooks'
import { plural, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { signStatement } from './queries.ts'
import type { Statement } from './queries.ts'
import { isGap } from './statement-lines.ts'

/** Where something stands against it, the button says so, and the page lists it. */
export function SignStatementAction({ statement }: { statement: Statement }) {
  const [opened, { open, close }] = useDisclosure(false)
  const role = useRefusal('statements.sign')
  const { id, number, problems, counts, lines } = statement
  const refusal =
    role ??
    (problems.length === 0
      ? null
      : plural(problems.length, 'statement.blocked.one', 'statement.blocked.other'))
  return (
    <>
      <ActionButton refusal={refusal} onClick={open}>
        {t('statement.sign')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('statement.signTitle', { number })}
        meaning={t('statement.signMeaning', {
          ...{ all: lines.length, gaps: lines.filter(isGap).length },
          ...{ applicable: counts.applicable, excluded: counts.excluded },
          implemented: counts.implemented,
        })}
        sign={async (signature) => {
          await signStatement(id, signature)
          notifyDone(t('statement.signDone'))
        }}
      />
    </>
  )
}
