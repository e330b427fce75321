import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { SearchSelect } from '../../ui/SearchSelect.tsx'
import type { FoundChoice, SearchSelectProps } from '../../ui/SearchSelect.tsx'
import { FreshnessTag } from './EvidenceTags.tsx'
import { evidenceListQuery } from './queries.ts'
import type { EvidenceSummary } from './queries.ts'

/** Evidence that is here already, found by its words. */
export function EvidenceSelect(props: Pick<SearchSelectProps, 'value' | 'error' | 'onChange'>) {
  return (
    <SearchSelect
      label={t('evidenceRequest.existing')}
      placeholder={t('evidenceRequest.existingSearch')}
      required
      useFound={useFound}
      {...props}
    />
  )
}

function useFound(search: string) {
  return useQuery({
    ...evidenceListQuery({ search, limit: 30 }),
    placeholderData: keepPreviousData,
    select: ({ items }) => items.map(choiceOf),
  })
}

function choiceOf({ id, title, freshness }: EvidenceSummary): FoundChoice {
  return { value: id, label: title, about: <FreshnessTag state={freshness.state} /> }
}
