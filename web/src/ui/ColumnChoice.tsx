import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'

type Props = {
  columns: { id: string; header: string }[]
  hidden: string[]
  onChange: (hidden: string[]) => void
}

/** Which columns are shown. The first one always is: it names the row. */
export function ColumnChoice({ columns, hidden, onChange }: Props) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default">{t('table.columns')}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('table.columns')}>
        <Stack gap="xs">
          {columns.slice(1).map(({ id, header }) => (
            <Checkbox
              key={id}
              label={header}
              checked={!hidden.includes(id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? hidden.filter((each) => each !== id)
                    : [...hidden, id],
                )
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
