import { Group, Select, Stack } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { packFilters, readPackState } from './pack-list.ts'

const choices = [
  ['state', packFilters.state, 'packState'],
  ['kind', packFilters.kind, 'packKind'],
  ['origin', packFilters.origin, 'packOrigin'],
] as const

/** Which packs are shown, as the address says it, and each choice with its way out. */
export function PackFilterBar() {
  const [state, change] = useUrlState(readPackState)
  const chosen = choices.flatMap(([name, , area]) => {
    const value = state[name]
    return value === undefined
      ? []
      : [{ name, title: t(`contentReleases.${name}`), value: label(area, value) }]
  })
  const active = [
    ...(state.search === undefined
      ? []
      : [{ name: 'search', title: t('table.search'), value: state.search }]),
    ...chosen,
  ]
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchField
          label={t('contentReleases.search')}
          value={state.search}
          onSearch={(search) => change({ search })}
        />
        {choices.map(([name, values, area]) => (
          <Select
            key={name}
            aria-label={t(`contentReleases.${name}`)}
            placeholder={t(`contentReleases.any.${name}`)}
            clearable
            w={165}
            data={values.map((value) => ({ value, label: label(area, value) }))}
            value={state[name] ?? null}
            onChange={(value) => change({ [name]: value ?? undefined })}
          />
        ))}
      </Group>
      <FilterChips filters={active} onRemove={(name) => change({ [name]: undefined })} />
    </Stack>
  )
}
