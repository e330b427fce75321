import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { t } from '../lib/messages/messages.ts'
import { Icon } from './Icon.tsx'

const pauseMilliseconds = 250

/** A field whose text is searched for when typing pauses. */
export function SearchField(props: {
  label: string
  value: string | undefined
  onSearch: (text: string) => void
}) {
  const { label, value = '', onSearch } = props
  const [typed, setTyped] = useState(value)
  // A filter chosen during the pause must not be overwritten by what was known when it began.
  const search = useRef(onSearch)
  useEffect(() => {
    search.current = onSearch
  })
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => search.current(typed.trim()), pauseMilliseconds)
    return () => clearTimeout(timer)
    // Only typing starts the wait; a change of the address must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [typed])
  return (
    <TextInput
      aria-label={label}
      placeholder={t('table.search')}
      type="search"
      w={220}
      leftSection={<Icon name="search" />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}
