import { Group, Select, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { incidentColumns } from './columns.tsx'
import { incidentsQuery, severities, statuses } from './queries.ts'
import type { IncidentFilters } from './queries.ts'

function readFilters(raw: Record<string, unknown>): IncidentFilters {
  return {
    status: readChoice(raw['status'], statuses),
    severity: readChoice(raw['severity'], severities),
    cursor: readText(raw['cursor']),
  }
}

/** Incidents of the organization, or of one system. */
export function IncidentList({ aiSystemId }: { aiSystemId?: string }) {
  const [filters, change] = useUrlState(readFilters)
  const query = useQuery({
    ...incidentsQuery({ ...filters, aiSystemId }),
    placeholderData: keepPreviousData,
  })
  const narrow = (next: Partial<Record<keyof IncidentFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const active = [
    ...(filters.status === undefined
      ? []
      : [
          {
            name: 'status',
            title: t('incidents.status'),
            value: label('incidentStatus', filters.status),
          },
        ]),
    ...(filters.severity === undefined
      ? []
      : [
          {
            name: 'severity',
            title: t('incidents.severity'),
            value: label('severity', filters.severity),
          },
        ]),
  ]
  const hidden = aiSystemId === undefined ? [] : ['system']
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Select
          aria-label={t('incidents.status')}
          placeholder={t('incidents.anyStatus')}
          clearable
          w={180}
          data={statuses.map((value) => ({ value, label: label('incidentStatus', value) }))}
          value={filters.status ?? null}
          onChange={(status) => narrow({ status: status ?? undefined })}
        />
        <Select
          aria-label={t('incidents.severity')}
          placeholder={t('incidents.anySeverity')}
          clearable
          w={180}
          data={severities.map((value) => ({ value, label: label('severity', value) }))}
          value={filters.severity ?? null}
          onChange={(severity) => narrow({ severity: severity ?? undefined })}
        />
      </Group>
      <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
      <Loaded query={query} height={280}>
        {(page) => (
          <PagedTable
            caption={t('incidents.caption')}
            columns={incidentColumns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.incident(id)}
            hidden={hidden}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
            empty={
              <EmptyNote
                title={t('incidents.emptyTitle')}
                text={t(active.length > 0 ? 'incidents.noneText' : 'incidents.emptyText')}
              />
            }
          />
        )}
      </Loaded>
    </Stack>
  )
}
