import { Group, Select, Switch, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { archetypes, stages } from './closed-lists.ts'
import type { AiSystemFilters } from './queries.ts'

type Props = {
  filters: AiSystemFilters
  onChange: (filters: Partial<Record<keyof AiSystemFilters, unknown>>) => void
}

/** What narrows the list. Typing shows at once; the address follows when it pauses. */
export function FilterBar({ filters, onChange }: Props) {
  const [typed, setTyped] = useState(filters.search ?? '')
  useEffect(() => setTyped(filters.search ?? ''), [filters.search])
  useEffect(() => {
    if (typed.trim() === (filters.search ?? '')) return undefined
    const timer = setTimeout(() => onChange({ search: typed.trim() }), 250)
    return () => clearTimeout(timer)
    // Only typing starts the wait; a change of the address must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [typed])
  const options = (area: string, words: readonly string[]) =>
    words.map((value) => ({ value, label: label(area, value) }))
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        aria-label={t('aiSystems.searchLabel')}
        placeholder={t('table.search')}
        type="search"
        w={220}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Select
        aria-label={t('aiSystems.tier')}
        placeholder={t('aiSystems.anyTier')}
        w={120}
        clearable
        data={['1', '2', '3', '4'].map((value) => ({
          value,
          label: t('common.tier', { tier: value }),
        }))}
        value={filters.tier === undefined ? null : String(filters.tier)}
        onChange={(tier) => onChange({ tier: tier ?? undefined })}
      />
      <Select
        aria-label={t('aiSystems.stage')}
        placeholder={t('aiSystems.anyStage')}
        w={190}
        clearable
        data={options('stage', stages)}
        value={filters.stage ?? null}
        onChange={(stage) => onChange({ stage: stage ?? undefined })}
      />
      <Select
        aria-label={t('aiSystems.kind')}
        placeholder={t('aiSystems.anyKind')}
        w={190}
        clearable
        searchable
        data={options('archetype', archetypes)}
        value={filters.archetype ?? null}
        onChange={(archetype) => onChange({ archetype: archetype ?? undefined })}
      />
      <Switch
        label={t('aiSystems.suspendedOnly')}
        checked={filters.suspended === true}
        onChange={(event) => onChange({ suspended: event.currentTarget.checked || undefined })}
        mb={8}
      />
    </Group>
  )
}
