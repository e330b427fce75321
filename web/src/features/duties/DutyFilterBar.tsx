import { Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { dutyChoices } from '@primum/core/duties/duty'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { aiSystemQuery } from '../ai-systems/queries.ts'
import { membersQuery } from '../members/queries.ts'
import { activeDutyFilters, ofOwner, ownerChoice, readDutyState } from './duty-state.ts'
import type { DutyState } from './duty-state.ts'
import { lawsOf } from './overview.ts'
import type { OverviewItem } from './queries.ts'

/** Which obligations are shown, as the address says it, and each choice with its way out. */
export function DutyFilterBar(props: { state: DutyState; items: readonly OverviewItem[] }) {
  const { state, items } = props
  const [, change] = useUrlState(readDutyState)
  const owners = useOwners(state.view)
  const laws = lawsOf(items)
  const narrow = (next: Partial<Record<keyof DutyState, unknown>>) =>
    change({ view: state.view, ...next, cursor: undefined })
  const owner = ownerChoice(state)
  const active = activeDutyFilters(state, {
    framework: laws.find(({ value }) => value === state.framework)?.label,
    owner: owners.find(({ value }) => value === owner)?.label,
    system: useSystemName(state.aiSystemId),
  })
  const statuses = dutyChoices.filter((each) => state.view === 'duties' || each !== 'ended')
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchField
          label={t('duties.search')}
          value={state.search}
          onSearch={(search) => narrow({ search })}
        />
        <Select
          aria-label={t('duties.framework')}
          placeholder={t('duties.any.framework')}
          clearable
          searchable
          w={240}
          data={laws}
          value={state.framework ?? null}
          onChange={(framework) => narrow({ framework })}
        />
        <Select
          aria-label={t('duties.status')}
          placeholder={t('duties.any.status')}
          clearable
          w={160}
          data={statuses.map((value) => ({ value, label: label('dutyStatus', value) }))}
          value={state.status ?? null}
          onChange={(status) => narrow({ status })}
        />
        <Select
          aria-label={t('duties.owner')}
          placeholder={t('duties.any.owner')}
          clearable
          searchable={owners.length > 10}
          w={180}
          data={owners}
          value={owners.some(({ value }) => value === owner) ? owner : null}
          onChange={(choice) => narrow(ofOwner(choice))}
        />
        <Checkbox
          label={t('duties.overdue')}
          checked={state.overdue === true}
          onChange={(event) => narrow({ overdue: event.currentTarget.checked ? true : undefined })}
        />
      </Group>
      <FilterChips
        filters={active}
        onRemove={(name) => narrow(name === 'owner' ? ofOwner(null) : { [name]: undefined })}
      />
      {state.view === 'duties' && state.status === undefined ? (
        <Text size="sm" c="dimmed">
          {t('duties.quietStatuses')}
        </Text>
      ) : null}
    </Stack>
  )
}

/** Law by law only those are counted whom nobody sees to. */
function useOwners(view: DutyState['view']): { value: string; label: string }[] {
  const members = useQuery({ ...membersQuery, enabled: view === 'duties' })
  const nobody = { value: 'nobody', label: t('duties.owner.nobody') }
  if (view === 'requirements') return [nobody]
  const given = (members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return [{ value: 'mine', label: t('duties.owner.mine') }, nobody, ...given]
}

function useSystemName(id: string | undefined): string | undefined {
  const query = useQuery({ ...aiSystemQuery(id ?? ''), enabled: id !== undefined })
  return query.data?.name
}
