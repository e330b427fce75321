import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { groupFrameworks } from '../frameworks/framework-list.ts'
import { shortId, withDays } from '../frameworks/framework-words.ts'
import { frameworkQuery, frameworksQuery } from '../frameworks/queries.ts'

type Props = {
  /** the id of the requirement, '' while none is chosen */
  value: string
  /** what cannot be chosen once more */
  taken: string[]
  error?: string | undefined
  onChange: (id: string) => void
}

/** First the framework, then what it asks for: headings and notes ask for nothing. */
export function RequirementSelect({ value, taken, error, onChange }: Props) {
  const [framework, setFramework] = useState<string | null>(null)
  const list = useQuery(frameworksQuery)
  const content = useQuery({ ...frameworkQuery(framework ?? ''), enabled: framework !== null })
  const requirements = (content.data?.requirements ?? []).filter(
    ({ id, role }) => role === 'requirement' && !taken.includes(id),
  )
  return (
    <>
      <Select
        label={t('frameworks.framework')}
        required
        searchable
        allowDeselect={false}
        data={groupFrameworks(list.data?.items ?? []).map(({ kind, items }) => ({
          group: t(`frameworks.kind.${kind}`),
          items: items.map(({ id, title }) => ({ value: id, label: title })),
        }))}
        value={framework}
        onChange={(id) => {
          setFramework(id)
          onChange('')
        }}
      />
      <Select
        key={framework}
        label={t('control.requirement')}
        description={t('control.requirementAbout')}
        required
        searchable
        allowDeselect={false}
        disabled={content.data === undefined}
        nothingFoundMessage={t('framework.noneTitle')}
        maxDropdownHeight={320}
        data={requirements.map(({ id, title }) => ({
          value: id,
          label: `${shortId(id)} ${withDays(title)}`,
        }))}
        value={value === '' ? null : value}
        error={error}
        onChange={(id) => onChange(id ?? '')}
      />
    </>
  )
}
