import { Group, Select, Text } from '@mantine/core'
import type { SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'

/** `about` tells apart what has the same name. */
export type FoundChoice = { value: string; label: string; about?: ReactNode }

export type SearchSelectProps = Pick<
  SelectProps,
  'label' | 'aria-label' | 'placeholder' | 'required' | 'clearable' | 'w'
> & {
  value: string | null
  error?: string | undefined
  onChange: (value: string | null) => void
}

/** An answer, or that there is none yet, or none to be had. */
type Found = { data: FoundChoice[] | undefined; isError: boolean; isFetching: boolean }

type Props = SearchSelectProps & {
  /** What the server finds by these words, a page of it; without words the first page. */
  useFound: (search: string) => Found
  /** What was chosen before, where it is known by its id alone. */
  chosen?: FoundChoice | undefined
}

const roomy = { width: 320, position: 'bottom-start' } as const

/** As much as the server searches for. */
const longestSearch = 200

/** One of many records, more than a list can hold, found by its words. */
export function SearchSelect({ useFound, chosen, onChange, ...props }: Props) {
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 250)
  // What was chosen stays a choice, whatever is searched for next.
  const [kept, setKept] = useState<FoundChoice>()
  const here = [kept, chosen].find((each) => each !== undefined && each.value === props.value)
  // The field shows what is chosen, which is no search: opened again, it offers the others.
  const asked = words === here?.label ? '' : words.slice(0, longestSearch)
  const { data: found = [], isError, isFetching } = useFound(asked)
  const isFound = (sought: string) => found.some(({ value }) => value === sought)
  const items = here === undefined || isFound(here.value) ? found : [here, ...found]
  return (
    <Select
      searchable
      nothingFoundMessage={t(
        isError ? 'common.searchFailed' : isFetching ? 'common.loading' : 'common.nothingFound',
      )}
      // Names are longer than a field that is one of many filters.
      {...(props.w === undefined ? {} : { comboboxProps: roomy })}
      data={items.map(({ value, label }) => ({ value, label }))}
      renderOption={({ option }) => (
        <Group gap="xs">
          {option.label}
          <Text span size="sm" c="dimmed">
            {items.find(({ value }) => value === option.value)?.about}
          </Text>
        </Group>
      )}
      // The server has searched already, in more than the names.
      filter={({ options }) =>
        options.filter((each) => asked === '' || ('value' in each && isFound(each.value)))
      }
      onSearchChange={setTyped}
      onChange={(next) => {
        setKept(items.find(({ value }) => value === next))
        onChange(next)
      }}
      {...props}
    />
  )
}
