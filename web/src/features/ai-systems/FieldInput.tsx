import { MultiSelect, NumberInput, Select, TagsInput, TextInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { sitesQuery } from '../sites/queries.ts'
import {
  archetypes,
  autonomies,
  euRoles,
  fdaStatuses,
  traits,
} from '@primum/core/ai-systems/closed-lists'
import { fieldKinds } from './field-groups.ts'
import type { FieldName } from './field-groups.ts'

type Props = {
  name: FieldName
  title: string
  required: boolean
  disabled: boolean
  value: unknown
  error: string | undefined
  onChange: (value: unknown) => void
}

const choices: Partial<Record<FieldName, { area: string; words: readonly string[] }>> = {
  archetype: { area: 'archetype', words: archetypes },
  autonomy: { area: 'autonomy', words: autonomies },
  fdaStatus: { area: 'fda', words: fdaStatuses },
  euRole: { area: 'eu', words: euRoles },
  traits: { area: 'trait', words: traits },
  labelPolicy: { area: 'labelPolicy', words: ['exclude-unlabelled', 'absence-is-negative'] },
}

function optionsOf(name: FieldName) {
  const listed = choices[name]
  return (listed?.words ?? []).map((value) => ({ value, label: label(listed?.area ?? '', value) }))
}

/** One field of the record, by its kind. */
export function FieldInput({ name, title, value, onChange, ...rest }: Props) {
  const common = { ...rest, label: title, id: `field-${name}` }
  const text = typeof value === 'string' ? value : ''
  const list = Array.isArray(value) ? (value as string[]) : []
  switch (fieldKinds[name]) {
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'list':
      return <TagsInput {...common} value={list} onChange={onChange} />
    case 'number':
      return (
        <NumberInput
          {...common}
          min={0}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      )
    case 'day':
      return (
        <TextInput
          {...common}
          type="date"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'yesNo':
      return (
        <Select
          {...common}
          clearable
          placeholder={t('common.unknown')}
          data={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? null : next === 'true')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          clearable={!rest.required}
          searchable
          data={optionsOf(name)}
          value={text === '' ? null : text}
          onChange={onChange}
        />
      )
    case 'choices':
      return <MultiSelect {...common} data={optionsOf(name)} value={list} onChange={onChange} />
    case 'sites':
      return <SitesInput {...common} value={list} onChange={onChange} />
    default:
      return (
        <TextInput
          {...common}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
  }
}

type SitesProps = {
  label: string
  id: string
  value: string[]
  onChange: (value: string[]) => void
}

function SitesInput(props: SitesProps) {
  const { data } = useQuery(sitesQuery)
  const sites = data?.items ?? []
  return (
    <MultiSelect
      {...props}
      description={data !== undefined && sites.length === 0 ? t('aiSystems.siteHint') : undefined}
      data={sites.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}
