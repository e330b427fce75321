import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ControlForm } from './ControlForm.tsx'
import { ControlList } from './ControlList.tsx'

export function ControlsPage() {
  const refusal = useRefusal('controls.manage')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('controls.title')}
        purpose={t('controls.purpose')}
        guide="controls"
        actions={
          <ActionButton refusal={refusal} onClick={open}>
            {t('controls.write')}
          </ActionButton>
        }
      />
      <ControlList />
      {opened ? <ControlForm control={null} onClose={close} /> : null}
    </>
  )
}
