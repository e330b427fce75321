import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { SearchSelect } from '../../ui/SearchSelect.tsx'
import type { SearchSelectProps } from '../../ui/SearchSelect.tsx'
import { controlsQuery } from './queries.ts'

/** One of the controls, found by its reference, title or description. */
export function ControlSelect(props: SearchSelectProps) {
  return <SearchSelect {...props} useFound={useFound} />
}

function useFound(search: string) {
  return useQuery({
    ...controlsQuery(search === '' ? {} : { search }),
    placeholderData: keepPreviousData,
    select: ({ items }) =>
      items.map(({ id, reference, title }) => ({ value: id, label: `${reference} ${title}` })),
  })
}
