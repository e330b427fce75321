import { Checkbox, Group, Select, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { implementationStates } from '@primum/core/controls/implementation'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { frameworksQuery } from '../frameworks/queries.ts'
import { membersQuery } from '../members/queries.ts'
import { controlColumns } from './control-columns.tsx'
import { controlsQuery } from './queries.ts'
import type { ControlFilters } from './queries.ts'

function readFilters(raw: Record<string, unknown>): ControlFilters {
  return {
    search: readText(raw['search']),
    state: readChoice(raw['state'], implementationStates),
    framework: readText(raw['framework']),
    owner: readText(raw['owner']),
    retired: readChoice(raw['retired'], ['true']),
    cursor: readText(raw['cursor']),
  }
}

type Option = { value: string; label: string }

/** Controls of the organization, by what the address says. */
export function ControlList() {
  const [filters, change] = useUrlState(readFilters)
  const query = useQuery({ ...controlsQuery(filters), placeholderData: keepPreviousData })
  const frameworks = useQuery(frameworksQuery)
  const members = useQuery(membersQuery)
  const narrow = (next: Partial<Record<keyof ControlFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const choices: ['state' | 'framework' | 'owner', Option[]][] = [
    [
      'state',
      implementationStates.map((value) => ({ value, label: label('implementation', value) })),
    ],
    [
      'framework',
      (frameworks.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
    ],
    ['owner', (members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))],
  ]
  const active: ActiveFilter[] = [
    ...(filters.search === undefined
      ? []
      : [{ name: 'search', title: t('table.search'), value: filters.search }]),
    ...choices.flatMap(([name, options]) => {
      const value = filters[name]
      const found = options.find((option) => option.value === value)
      return value === undefined
        ? []
        : [{ name, title: t(`controls.${name}`), value: found?.label ?? value }]
    }),
    ...(filters.retired === undefined
      ? []
      : [{ name: 'retired', title: t('controls.only'), value: t('controls.retired') }]),
  ]
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SearchField
          label={t('controls.search')}
          value={filters.search}
          onSearch={(search) => narrow({ search })}
        />
        {choices.map(([name, options]) => (
          <Select
            key={name}
            aria-label={t(`controls.${name}`)}
            placeholder={t(`controls.any.${name}`)}
            clearable
            searchable={name !== 'state'}
            w={190}
            data={options}
            value={filters[name] ?? null}
            onChange={(value) => narrow({ [name]: value ?? undefined })}
          />
        ))}
        <Checkbox
          label={t('controls.onlyRetired')}
          checked={filters.retired === 'true'}
          onChange={(event) =>
            narrow({ retired: event.currentTarget.checked ? 'true' : undefined })
          }
        />
      </Group>
      <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
      <Loaded query={query} height={280}>
        {(page) => (
          <PagedTable
            caption={t('controls.title')}
            columns={controlColumns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.control(id)}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
            empty={
              <EmptyNote
                title={t('controls.emptyTitle')}
                text={t(active.length > 0 ? 'controls.noneText' : 'controls.emptyText')}
              />
            }
          />
        )}
      </Loaded>
    </Stack>
  )
}
