import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { signRun } from './queries.ts'
import type { Run } from './queries.ts'

/** Met or not, the report becomes evidence with a name under it. */
export function SignRunAction({ run }: { run: Run }) {
  const system = useAiSystem()
  const [opened, { open, close }] = useDisclosure(false)
  const role = useRefusal('validations.sign')
  const refusal = role ?? (run.signedAt === null ? null : t('run.isSigned'))
  const verdict = t(`results.state.${run.verdict ?? 'not-estimable'}`).toLowerCase()
  return (
    <>
      <ActionButton refusal={refusal} onClick={open}>
        {t('run.sign')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('run.signTitle')}
        meaning={t('run.signMeaning', {
          label: run.version.label,
          name: system.name,
          verdict,
        })}
        aiSystemId={system.id}
        sign={async (signature) => {
          await signRun(run.id, signature)
          notifyDone(t('run.signedDone'))
        }}
      />
    </>
  )
}
