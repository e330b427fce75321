import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { membersQuery } from '../members/queries.ts'

type Props = {
  value: string | null
  onChange: (memberId: string | null) => void
  error?: string | undefined
  description?: string | undefined
}

/** A member who answers for it. */
export function OwnerSelect({ value, onChange, error, description }: Props) {
  const { data } = useQuery(membersQuery)
  return (
    <Select
      label={t('findings.owner')}
      description={description}
      placeholder={t('findings.noOwner')}
      clearable
      searchable
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
