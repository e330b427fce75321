import { Anchor, Modal } from '@mantine/core'
import { useState } from 'react'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EntryDetails } from './EntryDetails.tsx'
import type { LedgerEntry } from './queries.ts'

export function EntryTable({ entries }: { entries: LedgerEntry[] }) {
  const [open, setOpen] = useState<LedgerEntry | null>(null)
  const columns: Column<LedgerEntry>[] = [
    {
      id: 'sequence',
      header: t('ledger.sequence'),
      numeric: true,
      cell: ({ sequence }) => sequence,
    },
    { id: 'at', header: t('ledger.at'), cell: ({ at }) => formatTime(at) },
    { id: 'actor', header: t('ledger.actor'), cell: ({ actor }) => actor.name },
    {
      id: 'action',
      header: t('ledger.action'),
      cell: ({ action }) => <span className="mono">{action}</span>,
    },
    {
      id: 'subject',
      header: t('ledger.subject'),
      cell: ({ subject }) => (
        <span className="mono">
          {subject.type} {subject.id.slice(0, 8)}
        </span>
      ),
    },
    {
      id: 'hash',
      header: t('ledger.hash'),
      cell: ({ hash }) => <span className="mono">{hash.slice(0, 12)}</span>,
    },
    {
      id: 'details',
      header: t('ledger.details'),
      cell: (entry) => (
        <Anchor
          component="button"
          type="button"
          inherit
          aria-label={t('ledger.detailsShow', { sequence: entry.sequence })}
          onClick={() => setOpen(entry)}
        >
          {t('ledger.details')}
        </Anchor>
      ),
    },
  ]
  return (
    <>
      <DataTable
        caption={t('ledger.caption')}
        columns={columns}
        rows={entries}
        keyOf={({ sequence }) => String(sequence)}
      />
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="lg"
        title={t('ledger.detailsTitle', { sequence: open?.sequence ?? '' })}
      >
        {open === null ? null : <EntryDetails entry={open} />}
      </Modal>
    </>
  )
}
