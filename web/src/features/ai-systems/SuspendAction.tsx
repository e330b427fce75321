import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { resumeAiSystem, suspendAiSystem } from './queries.ts'
import type { AiSystem } from './queries.ts'

/** The kill switch, and the way back. */
export function SuspendAction({ system }: { system: AiSystem }) {
  const [opened, { open, close }] = useDisclosure(false)
  const maySuspend = useRefusal('ai-systems.suspend')
  const mayResume = useRefusal('ai-systems.resume')
  const { name, downtimeProcedure } = system
  const downtime =
    downtimeProcedure === null
      ? t('aiSystem.suspendNoDowntime')
      : t('aiSystem.suspendDowntime', { procedure: downtimeProcedure.replace(/\.$/, '') })
  if (system.suspendedAt !== null) {
    return (
      <>
        <ActionButton variant="default" refusal={mayResume} onClick={open}>
          {t('aiSystem.resume')}
        </ActionButton>
        <ReasonDialog
          opened={opened}
          onClose={close}
          title={t('aiSystem.resumeTitle', { name })}
          consequence={t('aiSystem.resumeText')}
          confirm={t('aiSystem.resumeConfirm')}
          aiSystemId={system.id}
          act={async (reason) => {
            await resumeAiSystem(system.id, reason)
            notifyDone(t('aiSystem.resumed', { name }))
          }}
        />
      </>
    )
  }
  return (
    <>
      <ActionButton
        variant="default"
        refusal={maySuspend}
        onClick={open}
        leftSection={<Icon name="pause" />}
        styles={{ root: { color: 'var(--tone-critical)' } }}
      >
        {t('aiSystem.suspend')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('aiSystem.suspendTitle', { name })}
        consequence={t('aiSystem.suspendText', { downtime })}
        confirm={t('aiSystem.suspendConfirm')}
        danger
        aiSystemId={system.id}
        act={async (reason) => {
          await suspendAiSystem(system.id, reason)
          notifyDone(t('aiSystem.suspendedDone', { name }))
        }}
      />
    </>
  )
}
