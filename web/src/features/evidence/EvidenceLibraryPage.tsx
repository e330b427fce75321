import { useDisclosure } from '@mantine/hooks'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { RegisterDialog } from './RegisterDialog.tsx'

export function EvidenceLibraryPage() {
  const { history } = useRouter()
  const refusal = useRefusal('evidence.manage')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('evidence.title')}
        purpose={t('evidence.purpose')}
        guide="evidence"
        actions={
          <>
            <GoButton to={paths.evidenceRequests} variant="default">
              {t('evidenceRequest.title')}
            </GoButton>
            <ActionButton refusal={refusal} onClick={open}>
              {t('evidence.register')}
            </ActionButton>
          </>
        }
      />
      <EvidenceList />
      {opened ? (
        <RegisterDialog
          onClose={close}
          onFiled={({ id, title }) => {
            notifyDone(t('evidence.registered', { title }))
            history.push(paths.evidenceItem(id))
          }}
        />
      ) : null}
    </>
  )
}
