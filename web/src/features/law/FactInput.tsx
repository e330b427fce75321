import { MultiSelect, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { t } from '../../lib/messages/messages.ts'
import type { FactValue, LawFact } from './queries.ts'

type Props = {
  fact: LawFact
  value: FactValue | null
  error?: string | undefined
  disabled?: boolean
  onChange: (value: FactValue | null) => void
}

/** The question of a fact with what it can be; not to know is an answer as well. */
export function FactInput({ fact, value, error, disabled = false, onChange }: Props) {
  const id = useId()
  const labelled = (known: LawFact['values'][number]) => ({
    value: known.value,
    label: known.label.charAt(0).toUpperCase() + known.label.slice(1),
  })
  if (fact.type === 'boolean') {
    return (
      <Stack gap={4} align="flex-start">
        <Text id={id} size="sm" fw={600}>
          {fact.question}
        </Text>
        <SegmentedControl
          aria-labelledby={id}
          size="sm"
          disabled={disabled}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(next) => onChange(next === '' ? null : next === 'true')}
          data={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
            { value: '', label: t('law.notSaid') },
          ]}
        />
        {error === undefined ? null : (
          <Text size="sm" c="var(--tone-critical)">
            {error}
          </Text>
        )}
      </Stack>
    )
  }
  const common = { label: fact.question, error, disabled, clearable: true, searchable: true }
  return fact.type === 'list' ? (
    <MultiSelect
      {...common}
      placeholder={value === null ? t('law.notSaid') : ''}
      data={fact.values.map(labelled)}
      value={Array.isArray(value) ? [...value] : []}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
    />
  ) : (
    <Select
      {...common}
      placeholder={t('law.notSaid')}
      data={fact.values.map(labelled)}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  )
}
