import { Group, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { FreshnessTag } from './EvidenceTags.tsx'
import { evidenceListQuery } from './queries.ts'
import type { EvidenceSummary } from './queries.ts'

/** As much of it as the server searches for. */
const longestSearch = 200

type Props = {
  value: string | null
  error: string | undefined
  onChange: (evidenceId: string | null) => void
}

/** Evidence that is here already, found by its words. */
export function EvidenceSelect({ value, error, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    ...evidenceListQuery({ search: asked.slice(0, longestSearch), limit: 30 }),
    placeholderData: keepPreviousData,
  })
  // What was chosen stays a choice, whatever is searched for next.
  const [chosen, setChosen] = useState<EvidenceSummary | null>(null)
  const listed = found.data?.items ?? []
  const items =
    chosen === null || listed.some(({ id }) => id === chosen.id) ? listed : [chosen, ...listed]
  return (
    <Select
      label={t('evidenceRequest.existing')}
      placeholder={t('evidenceRequest.existingSearch')}
      required
      searchable
      nothingFoundMessage={t('common.nothingFound')}
      data={items.map(({ id, title }) => ({ value: id, label: title }))}
      renderOption={({ option }) => (
        <Choice evidence={items.find(({ id }) => id === option.value)} />
      )}
      // The server has searched already, in descriptions too.
      filter={({ options }) => options}
      onSearchChange={setTyped}
      value={value}
      error={error}
      onChange={(next) => {
        setChosen(items.find(({ id }) => id === next) ?? null)
        onChange(next)
      }}
    />
  )
}

function Choice({ evidence }: { evidence: EvidenceSummary | undefined }) {
  if (evidence === undefined) return null
  return (
    <Group gap="xs">
      {evidence.title} <FreshnessTag state={evidence.freshness.state} />
    </Group>
  )
}
