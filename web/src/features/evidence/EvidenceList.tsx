import { Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { aiSystemQuery } from '../ai-systems/queries.ts'
import { controlQuery } from '../controls/queries.ts'
import { evidenceColumns } from './columns.tsx'
import { EvidenceFilterBar } from './EvidenceFilterBar.tsx'
import { activeFilters, readFilters } from './filters.ts'
import type { EvidenceFilters } from './filters.ts'
import { evidenceListQuery } from './queries.ts'

/** Evidence of the organization, by what the address says. */
export function EvidenceList() {
  const [filters, change] = useUrlState(readFilters)
  const query = useQuery({ ...evidenceListQuery(filters), placeholderData: keepPreviousData })
  const narrow = (next: Partial<Record<keyof EvidenceFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const remove = (name: string) =>
    narrow({ [name]: undefined, ...(name === 'targetType' ? { targetId: undefined } : {}) })
  const active = activeFilters(filters, useNames(filters))
  return (
    <Stack gap="sm">
      <EvidenceFilterBar filters={filters} onNarrow={narrow} />
      <FilterChips filters={active} onRemove={remove} />
      <Loaded query={query} height={280}>
        {(page) => (
          <PagedTable
            caption={t('evidence.title')}
            columns={evidenceColumns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.evidenceItem(id)}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
            sort={filters.sort ?? '-uploaded'}
            // Titles go upwards and uploads downwards, the only orders that the server has.
            onSort={(sort) => narrow({ sort: sort.endsWith('title') ? 'title' : undefined })}
            empty={
              <EmptyNote
                title={t('evidence.emptyTitle')}
                text={t(active.length > 0 ? 'evidence.noneText' : 'evidence.emptyText')}
              />
            }
          />
        )}
      </Loaded>
    </Stack>
  )
}

/** What the ids of the address stand for. */
function useNames({ aiSystemId, targetType, targetId }: EvidenceFilters) {
  const ofControl = targetType === 'control' && targetId !== undefined
  const system = useQuery({ ...aiSystemQuery(aiSystemId ?? ''), enabled: aiSystemId !== undefined })
  const control = useQuery({ ...controlQuery(targetId ?? ''), enabled: ofControl })
  return { system: system.data?.name, control: ofControl ? control.data?.reference : undefined }
}
