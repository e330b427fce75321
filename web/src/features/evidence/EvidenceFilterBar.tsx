import { Checkbox, Group, Select } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { AiSystemSelect } from '../ai-systems/AiSystemSelect.tsx'
import { filterChoices } from './filters.ts'
import type { EvidenceFilters } from './filters.ts'

type Props = {
  filters: EvidenceFilters
  onNarrow: (next: Partial<Record<keyof EvidenceFilters, unknown>>) => void
}

export function EvidenceFilterBar({ filters, onNarrow }: Props) {
  return (
    <Group gap="sm">
      <SearchField
        label={t('evidence.search')}
        value={filters.search}
        onSearch={(search) => onNarrow({ search })}
      />
      {filterChoices.map(([name, values, area]) => (
        <Select
          key={name}
          aria-label={t(`evidence.${name}`)}
          placeholder={t(`evidence.any.${name}`)}
          clearable
          w={150}
          data={values.map((value) => ({ value, label: label(area, value) }))}
          value={filters[name] ?? null}
          onChange={(value) => onNarrow({ [name]: value ?? undefined })}
        />
      ))}
      <AiSystemSelect
        aria-label={t('evidence.system')}
        placeholder={t('evidence.any.system')}
        clearable
        w={165}
        value={filters.aiSystemId ?? null}
        onChange={(value) => onNarrow({ aiSystemId: value ?? undefined })}
      />
      <Checkbox
        label={t('evidence.heldOnly')}
        checked={filters.hold === true}
        onChange={(event) => onNarrow({ hold: event.currentTarget.checked ? true : undefined })}
      />
    </Group>
  )
}
