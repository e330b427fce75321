import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { FindingList } from './FindingList.tsx'
import { OpenFindingForm } from './OpenFindingForm.tsx'

export function FindingsPage() {
  const refusal = useRefusal('findings.open')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('findings.title')}
        purpose={t('findings.purpose')}
        guide="findings"
        actions={
          <ActionButton refusal={refusal} onClick={open}>
            {t('findings.open')}
          </ActionButton>
        }
      />
      <FindingList />
      {opened ? <OpenFindingForm onClose={close} /> : null}
    </>
  )
}
