import { useDisclosure } from '@mantine/hooks'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import type { AiSystem } from '../ai-systems/queries.ts'
import { changeStage } from './queries.ts'
import type { Gate } from './queries.ts'

type Props = { gate: Gate; system: AiSystem; quiet?: boolean }

/** Moving on. While something is missing the button says what, in the API's words. */
export function AdvanceAction({ gate, system, quiet = false }: Props) {
  const [opened, { open, close }] = useDisclosure(false)
  const role = useRefusal('lifecycle.advance')
  const stage = label('stage', gate.target)
  // What only the move's own reason supplies is asked for in the dialog.
  const open_ = gate.requirements.filter(({ met, id }) => !met && id !== 'reason-given')
  const missing = open_.map(({ title, reason }) => reason?.message ?? title).join(' ')
  const refusal = role ?? (missing === '' ? null : missing)
  return (
    <>
      <ActionButton
        refusal={refusal}
        onClick={open}
        {...(quiet ? { variant: 'default', size: 'xs' } : {})}
      >
        {t('lifecycle.advance', { stage: stage.toLowerCase() })}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('lifecycle.advance', { stage: stage.toLowerCase() })}
        consequence={t('lifecycle.advanceText', {
          stage: stage.toLowerCase(),
          meaning: gate.meaning,
        })}
        confirm={t('lifecycle.advance', { stage: stage.toLowerCase() })}
        reasonNeeded={gate.needsReason}
        aiSystemId={system.id}
        act={async (reason) => {
          await changeStage(system.id, gate.target, reason)
          notifyDone(t('lifecycle.moved', { name: system.name, stage: stage.toLowerCase() }))
        }}
      />
    </>
  )
}
