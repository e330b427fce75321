import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { SettingsFrame } from '../organizations/SettingsFrame.tsx'
import { KeyForm } from './KeyForm.tsx'
import { keysQuery, revokeKey } from './queries.ts'
import type { ApiKey } from './queries.ts'

export function KeysPage() {
  const query = useQuery(keysQuery)
  const refusal = useRefusal('keys.manage')
  const [creating, { open, close }] = useDisclosure(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <SettingsFrame
      title={t('settings.keys.title')}
      purpose={t('settings.keys.purpose')}
      actions={
        <ActionButton refusal={refusal} onClick={open}>
          {t('settings.keys.add')}
        </ActionButton>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote title={t('settings.keys.emptyTitle')} text={t('settings.keys.emptyText')} />
          ) : (
            <DataTable
              caption={t('settings.keys.caption')}
              columns={columns(setRevoking)}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
      {creating ? <KeyForm onClose={close} /> : null}
      <ReasonDialog
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('settings.keys.revokeWhich', { name: revoking?.name ?? '' })}
        consequence={t('settings.keys.revokeText')}
        confirm={t('settings.keys.revoke')}
        withReason={false}
        act={async () => {
          if (revoking === null) return
          await revokeKey(revoking.id)
          notifyDone(t('settings.keys.revoked', { name: revoking.name }))
        }}
      />
    </SettingsFrame>
  )
}

function columns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  return [
    { id: 'name', header: t('settings.keys.name'), cell: ({ name }) => <strong>{name}</strong> },
    {
      id: 'start',
      header: t('settings.keys.start'),
      cell: ({ start }) => <span className="mono">{start}…</span>,
    },
    {
      id: 'scopes',
      header: t('settings.keys.scopes'),
      cell: ({ scopes }) => <span className="mono">{scopes.join(', ')}</span>,
    },
    {
      id: 'expires',
      header: t('settings.keys.expires'),
      cell: ({ expiresAt }) =>
        expiresAt === null ? t('settings.keys.never') : formatDay(expiresAt),
    },
    {
      id: 'used',
      header: t('settings.keys.lastUsed'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? t('settings.keys.never') : formatTime(lastUsedAt),
    },
    { id: 'by', header: t('settings.keys.createdBy'), cell: ({ createdBy }) => createdBy },
    {
      id: 'revoke',
      header: t('settings.keys.revoke'),
      cell: (key) => (
        <ActionButton
          size="compact-xs"
          variant="default"
          onClick={() => onRevoke(key)}
          aria-label={t('settings.keys.revokeWhich', { name: key.name })}
        >
          {t('settings.keys.revoke')}
        </ActionButton>
      ),
    },
  ]
}
