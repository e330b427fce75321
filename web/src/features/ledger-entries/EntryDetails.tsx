import { Stack } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import type { LedgerEntry } from './queries.ts'

export function EntryDetails({ entry }: { entry: LedgerEntry }) {
  const hash = (value: string | null) =>
    value === null ? t('common.none') : <span className="mono">{value}</span>
  return (
    <Stack>
      <Facts
        facts={[
          [t('ledger.at'), formatTime(entry.at)],
          [t('ledger.actor'), `${entry.actor.name} (${label('ledger', entry.actor.kind)})`],
          [
            t('ledger.action'),
            <span key="action" className="mono">
              {entry.action}
            </span>,
          ],
          [
            t('ledger.subject'),
            <span key="subject" className="mono">
              {entry.subject.type} {entry.subject.id}
            </span>,
          ],
          [t('ledger.before'), hash(entry.beforeDigest)],
          [t('ledger.after'), hash(entry.afterDigest)],
          [t('ledger.previous'), hash(entry.previousHash)],
          [t('ledger.hash'), hash(entry.hash)],
        ]}
      />
      {entry.details === null || entry.details === undefined ? null : (
        <JsonView value={entry.details} title={t('ledger.details')} />
      )}
    </Stack>
  )
}
