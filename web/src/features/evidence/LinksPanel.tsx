import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { linkColumns } from './link-columns.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { linksQuery, unlinkEvidence } from './queries.ts'
import type { Evidence, EvidenceLink } from './queries.ts'

/** What it speaks for; said and taken back here. */
export function LinksPanel({ evidence }: { evidence: Evidence }) {
  const { id, hold, withdrawn } = evidence
  const manage = useRefusal('evidence.manage')
  const [cursor, setCursor] = useState<string | undefined>()
  const [adding, setAdding] = useState(false)
  const [taken, setTaken] = useState<EvidenceLink | null>(null)
  const query = useQuery(linksQuery(id, cursor))
  const addRefusal = manage ?? (withdrawn === null ? null : t('evidence.isWithdrawn'))
  const removeRefusal = manage ?? (hold === null ? null : t('evidence.heldLinks'))
  return (
    <Panel
      title={t('evidence.speaksFor')}
      about={t('evidence.linksAbout')}
      action={
        <ActionButton variant="default" refusal={addRefusal} onClick={() => setAdding(true)}>
          {t('evidence.addLink')}
        </ActionButton>
      }
    >
      <Loaded query={query} height={80}>
        {(page) => (
          <PagedTable
            caption={t('evidence.linksCaption')}
            columns={linkColumns(removeRefusal, setTaken)}
            keyOf={(link) => link.id}
            page={page}
            cursor={cursor}
            onCursor={setCursor}
            empty={<EmptyNote title={t('evidence.noLink')} text={t('evidence.noLinkText')} />}
          />
        )}
      </Loaded>
      {adding ? <LinkDialog id={id} onClose={() => setAdding(false)} /> : null}
      {taken === null ? null : (
        <ReasonDialog
          opened
          onClose={() => setTaken(null)}
          title={t('evidence.removeLink')}
          consequence={t('evidence.removeLinkAbout')}
          confirm={t('evidence.removeLink')}
          withReason={false}
          act={async () => {
            await unlinkEvidence(id, taken.id)
            notifyDone(t('evidence.unlinked'))
          }}
        />
      )}
    </Panel>
  )
}
