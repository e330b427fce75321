import { Stack } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { OwnFileForm } from './OwnFileForm.tsx'
import { OwnPreview } from './OwnPreview.tsx'
import { OwnProblems } from './OwnProblems.tsx'
import { sendOwn } from './queries.ts'
import type { OwnImport } from './queries.ts'

/** What was looked at: the same bytes and words are taken, whatever becomes of the file meanwhile. */
type Looked = { file: File; said: Record<string, string>; found: OwnImport }

/** A framework of one's own from a file: looked at first, every problem named, then taken. */
export function AddOwnPage() {
  const refusal = useRefusal('content-packs.manage')
  const { history } = useRouter()
  const [looked, setLooked] = useState<Looked | null>(null)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null)
  const [taking, setTaking] = useState(false)
  const forget = () => {
    setLooked(null)
    setProblem(null)
  }
  const look = async (file: File, said: Record<string, string>) => {
    forget()
    try {
      setLooked({ file, said, found: await sendOwn(file, { ...said, preview: 'true' }) })
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  return (
    <>
      <PageHeader
        title={t('ownFramework.title')}
        purpose={t('ownFramework.purpose')}
        guide="content-releases"
        crumbs={[{ title: t('contentReleases.title'), to: paths.contentReleases }]}
      />
      <Stack gap="lg">
        <OwnFileForm refusal={refusal} looked={looked !== null} onLook={look} onChange={forget} />
        <OwnProblems problem={problem} />
        {looked === null ? null : (
          <OwnPreview
            found={looked.found}
            action={
              <ActionButton refusal={refusal} onClick={() => setTaking(true)}>
                {t('ownFramework.take')}
              </ActionButton>
            }
          />
        )}
      </Stack>
      {looked === null || !taking ? null : (
        <ReasonDialog
          opened
          onClose={() => setTaking(false)}
          title={t('ownFramework.takeTitle', headOf(looked.found))}
          consequence={t('ownFramework.takeAbout')}
          confirm={t('ownFramework.take')}
          act={async (reason) => {
            await sendOwn(looked.file, { ...looked.said, reason })
            notifyDone(t('ownFramework.taken', headOf(looked.found)))
            history.push(paths.contentRelease('framework', looked.found.id))
          }}
        />
      )}
    </>
  )
}

function headOf({ id, releases }: OwnImport) {
  return { id, release: releases[0]?.to.release ?? '' }
}
