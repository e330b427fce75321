import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { SearchSelect } from '../../ui/SearchSelect.tsx'
import type { FoundChoice, SearchSelectProps } from '../../ui/SearchSelect.tsx'
import { aiSystemQuery, aiSystemsQuery } from './queries.ts'
import type { AiSystem } from './queries.ts'

/** One of the AI systems, found by its name, reference, purpose or owner. */
export function AiSystemSelect(props: SearchSelectProps) {
  const { value } = props
  const chosen = useQuery({ ...aiSystemQuery(value ?? ''), enabled: value !== null }).data
  return <SearchSelect {...props} chosen={chosen && choiceOf(chosen)} useFound={useFound} />
}

function useFound(search: string) {
  return useQuery({
    ...aiSystemsQuery({ search, limit: 30, sort: 'name' }),
    placeholderData: keepPreviousData,
    select: ({ items }) => items.map(choiceOf),
  })
}

function choiceOf({ id, name, reference }: AiSystem): FoundChoice {
  return { value: id, label: name, about: reference }
}
