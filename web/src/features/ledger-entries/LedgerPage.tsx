import { Group, Stack, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { EntryTable } from './EntryTable.tsx'
import { ledgerQuery } from './queries.ts'
import type { LedgerFilters } from './queries.ts'
import { VerifyLedger } from './VerifyLedger.tsx'

function readFilters(raw: Record<string, unknown>): LedgerFilters {
  return {
    action: readText(raw['action']),
    subjectType: readText(raw['subjectType']),
    subjectId: readText(raw['subjectId']),
    cursor: readText(raw['cursor']),
  }
}

export function LedgerPage() {
  const [filters, change] = useUrlState(readFilters)
  const query = useQuery({ ...ledgerQuery(filters), placeholderData: keepPreviousData })
  const narrow = (next: Partial<Record<keyof LedgerFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const titles = {
    action: t('ledger.action'),
    subjectType: t('ledger.subject'),
    subjectId: t('ledger.subject'),
  }
  const active = (Object.keys(titles) as (keyof typeof titles)[]).flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [{ name, title: titles[name], value }]
  })
  return (
    <>
      <PageHeader title={t('ledger.title')} purpose={t('ledger.purpose')} guide="ledger" />
      <Stack>
        <VerifyLedger />
        <Group align="flex-end" gap="sm">
          <FilterInput
            label={t('ledger.filterAction')}
            value={filters.action}
            onSubmit={(action) => narrow({ action })}
          />
          <FilterInput
            label={t('ledger.filterSubject')}
            value={filters.subjectType}
            onSubmit={(subjectType) => narrow({ subjectType })}
          />
        </Group>
        <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
        <Loaded query={query} height={360}>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyNote title={t('ledger.emptyTitle')} text={t('ledger.emptyText')} />
            ) : (
              <>
                <EntryTable entries={page.items} />
                <Pager
                  shown={page.items.length}
                  later={filters.cursor !== undefined}
                  nextCursor={page.nextCursor}
                  onFirst={() => change({ cursor: undefined })}
                  onNext={(cursor) => change({ cursor })}
                />
              </>
            )
          }
        </Loaded>
      </Stack>
    </>
  )
}

type InputProps = { label: string; value: string | undefined; onSubmit: (value: string) => void }

function FilterInput({ label, value, onSubmit }: InputProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(String(new FormData(event.currentTarget).get('value') ?? '').trim())
      }}
    >
      <TextInput key={value ?? ''} name="value" label={label} defaultValue={value ?? ''} w={260} />
    </form>
  )
}
