import { Group, UnstyledButton } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'
import classes from './FilterChips.module.css'
import { Icon } from './Icon.tsx'

export type ActiveFilter = { name: string; title: string; value: string }

/** The filters that hold now, each with its way out. */
export function FilterChips(props: { filters: ActiveFilter[]; onRemove: (name: string) => void }) {
  if (props.filters.length === 0) return null
  return (
    <Group gap="xs">
      {props.filters.map((filter) => (
        <UnstyledButton
          key={filter.name}
          className={classes['chip'] ?? ''}
          onClick={() => props.onRemove(filter.name)}
          aria-label={t('table.removeFilter', { filter: `${filter.title}: ${filter.value}` })}
        >
          {filter.title}: <strong>{filter.value}</strong>
          <Icon name="cross" size={11} />
        </UnstyledButton>
      ))}
    </Group>
  )
}
