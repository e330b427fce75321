import { Group, Select, Switch } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { archetypes } from '@primum/core/ai-systems/closed-lists'
import { lifecycleStages } from '@primum/core/lifecycle/stages'
import type { AiSystemFilters } from './queries.ts'

type Props = {
  filters: AiSystemFilters
  onChange: (filters: Partial<Record<keyof AiSystemFilters, unknown>>) => void
}

/** What narrows the list. Typing shows at once; the address follows when it pauses. */
export function FilterBar({ filters, onChange }: Props) {
  const options = (area: string, words: readonly string[]) =>
    words.map((value) => ({ value, label: label(area, value) }))
  return (
    <Group gap="xs" align="flex-end">
      <SearchField
        label={t('aiSystems.searchLabel')}
        value={filters.search}
        onSearch={(search) => onChange({ search })}
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
        data={options('stage', lifecycleStages)}
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
