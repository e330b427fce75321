import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { removeOwn } from './queries.ts'
import type { Pack } from './queries.ts'

/** What can be done with a framework of one's own: its next release, a copy of it, or its end. */
export function OwnActions({ pack: { id } }: { pack: Pack }) {
  const refusal = useRefusal('content-packs.manage')
  const { history } = useRouter()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <GoAction variant="default" to={paths.addOwnFramework} refusal={refusal}>
        {t('ownFramework.next')}
      </GoAction>
      <Button
        component="a"
        variant="default"
        href={`/api/v1/content-packs/own/${encodeURIComponent(id)}/export`}
        download
      >
        {t('ownFramework.export')}
      </Button>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('ownFramework.remove')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('ownFramework.removeTitle', { id })}
        consequence={t('ownFramework.removeAbout')}
        confirm={t('ownFramework.remove')}
        act={async (reason) => {
          await removeOwn(id, reason)
          notifyDone(t('ownFramework.removed', { id }))
          history.push(paths.contentReleases)
        }}
      />
    </>
  )
}
