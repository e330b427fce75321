import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PreviewDialog } from './PreviewDialog.tsx'
import { versionsQuery } from './queries.ts'
import type { EvidenceVersion } from './queries.ts'
import { versionColumns } from './version-columns.tsx'

/** Every file of it, newest first, and which one counts today. */
export function VersionsPanel({ id }: { id: string }) {
  const [cursor, setCursor] = useState<string | undefined>()
  const [shown, setShown] = useState<EvidenceVersion | null>(null)
  const query = useQuery(versionsQuery(id, cursor))
  return (
    <Panel title={t('evidence.versions')} about={t('evidence.versionsAbout')}>
      <Loaded query={query} height={120}>
        {(page) => (
          <PagedTable
            caption={t('evidence.versionsCaption')}
            columns={versionColumns(id, setShown)}
            keyOf={({ number }) => String(number)}
            page={page}
            cursor={cursor}
            onCursor={setCursor}
            empty={<EmptyNote title={t('evidence.noFile')} text={t('evidence.noFileText')} />}
          />
        )}
      </Loaded>
      {shown === null ? null : (
        <PreviewDialog id={id} version={shown} onClose={() => setShown(null)} />
      )}
    </Panel>
  )
}
