import { useDisclosure } from '@mantine/hooks'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import type { AiSystem } from '../ai-systems/queries.ts'
import { signGate } from './queries.ts'
import type { Gate } from './queries.ts'

export function SignAction({ gate, system }: { gate: Gate; system: AiSystem }) {
  const [opened, { open, close }] = useDisclosure(false)
  const role = useRefusal('lifecycle.sign')
  const stage = label('stage', gate.target).toLowerCase()
  const others = gate.requirements.filter(({ met, id }) => !met && !id.startsWith('sign-off-'))
  const first = others.map(({ title, reason }) => reason?.message ?? title).join(' ')
  const refusal = role ?? (first === '' ? null : first)
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('lifecycle.signOff')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('lifecycle.signTitle', { stage })}
        meaning={t('lifecycle.signMeaning', { name: system.name, stage })}
        aiSystemId={system.id}
        sign={async (signature) => {
          await signGate(system.id, gate.target, signature)
          notifyDone(t('lifecycle.signed'))
        }}
      />
    </>
  )
}
