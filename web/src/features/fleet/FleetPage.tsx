import { Group, Select, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { fleetColumns } from './columns.tsx'
import { activeFleetFilters, readFleetFilters } from './filters.ts'
import { fleetLevels, fleetQuery, fleetWaiting } from './queries.ts'
import type { FleetFilters } from './queries.ts'

/** Every monitored system, the most urgent first. */
export function FleetPage() {
  const [filters, change] = useUrlState(readFleetFilters)
  const query = useQuery({ ...fleetQuery(filters), placeholderData: keepPreviousData })
  const narrow = (next: Change) => change({ ...next, cursor: undefined })
  const active = activeFleetFilters(filters)
  return (
    <>
      <PageHeader title={t('fleet.title')} purpose={t('fleet.purpose')} guide="monitoring" />
      <Stack gap="sm">
        <FleetFilterBar filters={filters} onChange={narrow} />
        <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
        <Loaded query={query} height={360}>
          {(page) => (
            <PagedTable
              caption={t('fleet.caption')}
              columns={fleetColumns}
              keyOf={({ id }) => id}
              openPath={({ id }) => paths.monitoring(id)}
              sort={filters.sort ?? 'urgency'}
              onSort={(sort) => narrow({ sort })}
              page={page}
              cursor={filters.cursor}
              onCursor={(cursor) => change({ cursor })}
              empty={<NothingMonitored filtered={active.length > 0} />}
            />
          )}
        </Loaded>
      </Stack>
    </>
  )
}

type Change = Partial<Record<keyof FleetFilters, unknown>>

function FleetFilterBar(props: { filters: FleetFilters; onChange: (change: Change) => void }) {
  const { filters, onChange } = props
  return (
    <Group gap="xs">
      <SearchField
        label={t('fleet.search')}
        value={filters.search}
        onSearch={(search) => onChange({ search })}
      />
      <Select
        aria-label={t('fleet.level')}
        placeholder={t('fleet.anyLevel')}
        clearable
        w={180}
        data={fleetLevels.map((value) => ({ value, label: label('fleet.level', value) }))}
        value={filters.level ?? null}
        onChange={(level) => onChange({ level: level ?? undefined })}
      />
      <Select
        aria-label={t('fleet.open')}
        placeholder={t('fleet.anyOpen')}
        clearable
        w={200}
        data={fleetWaiting.map((value) => ({ value, label: label('fleet.waiting', value) }))}
        value={filters.waiting ?? null}
        onChange={(waiting) => onChange({ waiting: waiting ?? undefined })}
      />
    </Group>
  )
}

function NothingMonitored({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyNote title={t('fleet.noneTitle')} text={t('fleet.noneText')} />
  return (
    <EmptyNote title={t('fleet.emptyTitle')} text={t('fleet.emptyText')}>
      <GoButton to={paths.aiSystems} variant="light">
        {t('fleet.toSystems')}
      </GoButton>
    </EmptyNote>
  )
}
