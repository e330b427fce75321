import { Button, Group, Stack } from '@mantine/core'
import { download, toCsv } from '../../lib/csv.ts'
import { t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'

type Props<Row> = {
  caption: string
  /** Of the file that can be downloaded. */
  name: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  /** The numbers as they are, for the file. */
  header: string[]
  numbers: (row: Row) => (string | number | null)[]
}

/** A table of results, with its numbers as a file. */
export function ResultTable<Row extends object>(props: Props<Row>) {
  const { name, header, numbers, rows, ...table } = props
  return (
    <Stack gap="xs">
      <DataTable
        rows={rows}
        {...table}
        caption={t('monitoring.numbersOf', { caption: props.caption })}
      />
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={14} />}
          aria-label={t('results.downloadOf', { caption: props.caption })}
          onClick={() => download(`${name}.csv`, toCsv(header, rows.map(numbers)))}
        >
          {t('monitoring.download')}
        </Button>
      </Group>
    </Stack>
  )
}
