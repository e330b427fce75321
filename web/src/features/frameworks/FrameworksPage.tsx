import { Group, Select, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { frameworkColumns } from './framework-columns.tsx'
import {
  activeFrameworkFilters,
  filterFrameworks,
  groupFrameworks,
  jurisdictionsOf,
  readFrameworkFilters,
} from './framework-list.ts'
import { frameworksQuery } from './queries.ts'
import type { FrameworkSummary } from './queries.ts'

/** Standards, laws and guidance that the program knows. */
export function FrameworksPage() {
  const query = useQuery(frameworksQuery)
  const refusal = useRefusal('content-packs.manage')
  return (
    <>
      <PageHeader
        title={t('frameworks.title')}
        purpose={t('frameworks.purpose')}
        guide="frameworks"
        actions={
          <GoAction variant="default" to={paths.addOwnFramework} refusal={refusal}>
            {t('ownFramework.add')}
          </GoAction>
        }
      />
      <Loaded query={query} height={420}>
        {({ items }) => <FrameworkList items={items} />}
      </Loaded>
    </>
  )
}

function FrameworkList({ items }: { items: FrameworkSummary[] }) {
  const [filters, change] = useUrlState(readFrameworkFilters)
  const groups = groupFrameworks(filterFrameworks(items, filters))
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <Group gap="xs">
          <SearchField
            label={t('frameworks.search')}
            value={filters.search}
            onSearch={(search) => change({ search })}
          />
          <Select
            aria-label={t('frameworks.jurisdiction')}
            placeholder={t('frameworks.anyJurisdiction')}
            clearable
            searchable
            w={220}
            data={jurisdictionsOf(items).map((value) => ({
              value,
              label: label('jurisdiction', value),
            }))}
            value={filters.jurisdiction ?? null}
            onChange={(jurisdiction) => change({ jurisdiction })}
          />
        </Group>
        <FilterChips
          filters={activeFrameworkFilters(filters)}
          onRemove={(name) => change({ [name]: undefined })}
        />
      </Stack>
      {groups.length === 0 ? (
        <EmptyNote title={t('frameworks.noneTitle')} text={t('frameworks.noneText')} />
      ) : null}
      {groups.map((group) => (
        <Stack key={group.kind} gap="xs" component="section">
          <Title order={2}>{t(`frameworks.kind.${group.kind}`)}</Title>
          <DataTable
            caption={t(`frameworks.kind.${group.kind}`)}
            columns={frameworkColumns(group.kind)}
            rows={group.items}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.framework(id)}
          />
        </Stack>
      ))}
    </Stack>
  )
}
