import { Checkbox, Group, Select, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { findingSeverities, findingSources, findingStatuses } from '@primum/core/findings/finding'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { findingColumns } from './columns.tsx'
import { findingsQuery } from './queries.ts'
import type { FindingFilters } from './queries.ts'

const flags = ['open', 'mine', 'overdue'] as const

function readFilters(raw: Record<string, unknown>): FindingFilters {
  const flag = (name: string) => (String(raw[name]) === 'true' ? true : undefined)
  return {
    status: readChoice(raw['status'], findingStatuses),
    severity: readChoice(raw['severity'], findingSeverities),
    source: readChoice(raw['source'], findingSources),
    open: flag('open'),
    mine: flag('mine'),
    overdue: flag('overdue'),
    cursor: readText(raw['cursor']),
  }
}

const choices = [
  ['status', findingStatuses, 'findingStatus', 'findings.anyStatus'],
  ['severity', findingSeverities, 'severity', 'findings.anySeverity'],
  ['source', findingSources, 'findingSource', 'findings.anySource'],
] as const

/** Findings of the organization, by what the address says. */
export function FindingList() {
  const [filters, change] = useUrlState(readFilters)
  const query = useQuery({ ...findingsQuery(filters), placeholderData: keepPreviousData })
  const narrow = (next: Partial<Record<keyof FindingFilters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const chosen = choices.flatMap(([name, , area]) => {
    const value = filters[name]
    return value === undefined
      ? []
      : [{ name, title: t(`findings.${name}`), value: label(area, value) }]
  })
  const active = [
    ...chosen,
    ...flags
      .filter((name) => filters[name] === true)
      .map((name) => ({
        ...{ name, title: t('findings.only'), value: t(`findings.only.${name}`) },
      })),
  ]
  return (
    <Stack gap="sm">
      <Group gap="sm">
        {choices.map(([name, values, area, any]) => (
          <Select
            key={name}
            aria-label={t(`findings.${name}`)}
            placeholder={t(any)}
            clearable
            w={170}
            data={values.map((value) => ({ value, label: label(area, value) }))}
            value={filters[name] ?? null}
            onChange={(value) => narrow({ [name]: value ?? undefined })}
          />
        ))}
        {flags.map((name) => (
          <Checkbox
            key={name}
            label={t(`findings.only.${name}`)}
            checked={filters[name] === true}
            onChange={(event) => narrow({ [name]: event.currentTarget.checked ? true : undefined })}
          />
        ))}
      </Group>
      <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
      <Loaded query={query} height={280}>
        {(page) => (
          <PagedTable
            caption={t('findings.caption')}
            columns={findingColumns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.finding(id)}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
            empty={
              <EmptyNote
                title={t('findings.emptyTitle')}
                text={t(active.length > 0 ? 'findings.noneText' : 'findings.emptyText')}
              />
            }
          />
        )}
      </Loaded>
    </Stack>
  )
}
