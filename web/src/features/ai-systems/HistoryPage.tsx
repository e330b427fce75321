import { Stack, Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EntryTable } from '../ledger-entries/EntryTable.tsx'
import { ledgerQuery } from '../ledger-entries/queries.ts'
import { aliasEventsQuery } from '../versions/alias-queries.ts'
import { useAiSystemId } from './queries.ts'

/** What was done to this system, and what ran when. */
export function HistoryPage() {
  const id = useAiSystemId()
  const entries = useQuery(ledgerQuery({ subjectType: 'ai-systems', subjectId: id, limit: 100 }))
  const events = useQuery(aliasEventsQuery(id))
  return (
    <Stack gap="lg">
      <Panel title={t('aiSystem.historyAliases')}>
        <Loaded query={events} height={80}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('aiSystem.historyNone')}</Text>
            ) : (
              <Timeline bulletSize={14} lineWidth={2}>
                {items.map((event) => (
                  <Timeline.Item
                    key={event.sequence}
                    title={t('aiSystem.aliasMoved', {
                      alias: label('alias', event.alias),
                      from: event.from?.label ?? t('aiSystem.aliasNone'),
                      to: event.to?.label ?? t('aiSystem.aliasNone'),
                    })}
                  >
                    <Text size="sm">{event.reason}</Text>
                    <Text size="sm" c="dimmed">
                      {formatTime(event.effectiveAt)}, {event.actor.name}
                    </Text>
                  </Timeline.Item>
                ))}
              </Timeline>
            )
          }
        </Loaded>
      </Panel>
      <Panel title={t('aiSystem.historyLedger')}>
        <Loaded query={entries} height={240}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyNote title={t('aiSystem.historyNone')} text={t('aiSystem.historyNoneText')} />
            ) : (
              <EntryTable entries={items} />
            )
          }
        </Loaded>
      </Panel>
    </Stack>
  )
}
