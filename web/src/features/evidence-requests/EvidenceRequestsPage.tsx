import { Checkbox, Group, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { evidenceRequestStates } from '@primum/core/evidence/evidence'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { requestsQuery } from './queries.ts'
import { requestColumns } from './request-columns.tsx'
import { activeRequestFilters, readRequestFilters, requestFlags } from './request-filters.ts'
import type { RequestFilters } from './request-filters.ts'
import { RequestDialog } from './RequestDialog.tsx'

export function EvidenceRequestsPage() {
  const refusal = useRefusal('evidence.request')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('evidenceRequest.title')}
        purpose={t('evidenceRequest.purpose')}
        guide="evidence"
        crumbs={[{ title: t('evidence.title'), to: paths.evidence }]}
        actions={
          <ActionButton refusal={refusal} onClick={open}>
            {t('evidenceRequest.ask')}
          </ActionButton>
        }
      />
      <RequestList />
      {opened ? <RequestDialog onClose={close} /> : null}
    </>
  )
}

/** Requests by what the address says, those due first first. */
function RequestList() {
  const [filters, change] = useUrlState(readRequestFilters)
  const query = useQuery({ ...requestsQuery(filters), placeholderData: keepPreviousData })
  const narrow = (next: Partial<Record<keyof RequestFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const active = activeRequestFilters(filters)
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Select
          aria-label={t('evidenceRequest.state')}
          placeholder={t('evidenceRequest.anyState')}
          clearable
          w={180}
          data={evidenceRequestStates.map((value) => ({
            value,
            label: label('evidenceRequestState', value),
          }))}
          value={filters.state ?? null}
          onChange={(value) => narrow({ state: value ?? undefined })}
        />
        {requestFlags.map((name) => (
          <Checkbox
            key={name}
            label={t(`evidenceRequest.only.${name}`)}
            checked={filters[name] === true}
            onChange={(event) => narrow({ [name]: event.currentTarget.checked ? true : undefined })}
          />
        ))}
      </Group>
      <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
      <Loaded query={query} height={240}>
        {(page) => (
          <PagedTable
            caption={t('evidenceRequest.title')}
            columns={requestColumns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.evidenceRequest(id)}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
            empty={
              <EmptyNote
                title={t('evidenceRequest.emptyTitle')}
                text={t(
                  active.length > 0 ? 'evidenceRequest.noneText' : 'evidenceRequest.emptyText',
                )}
              />
            }
          />
        )}
      </Loaded>
    </Stack>
  )
}
