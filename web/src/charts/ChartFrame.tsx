import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { download, toCsv } from '../lib/csv.ts'
import { solid } from '../lib/estimate.ts'
import { t } from '../lib/messages/messages.ts'
import { Icon } from '../ui/Icon.tsx'
import { NumberTable } from './NumberTable.tsx'

type Cell = string | number | null

type Props = {
  /** Of the file that can be downloaded. */
  name: string
  caption: string
  /** What the chart says, in one sentence for a clinician. */
  sentence: string
  note?: string
  header: string[]
  /** Of the table, where an interval is one column. */
  shownHeader?: string[]
  /** The numbers as they are, for the file. */
  rows: Cell[][]
  /** The same as they are read. */
  shown: Cell[][]
  children: ReactNode
}

/** What every chart has: its sentence, its numbers as a table, and a download. */
export function ChartFrame({
  name,
  caption,
  sentence,
  note,
  header,
  shownHeader,
  rows,
  shown,
  children,
}: Props) {
  const [opened, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <Stack gap="xs" component="figure" m={0}>
      {children}
      <Text component="figcaption" className="measure">
        {solid(sentence)}
      </Text>
      {note === undefined ? null : (
        <Text size="sm" c="dimmed" className="measure">
          {note}
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={toggle}
          aria-expanded={opened}
          aria-controls={id}
        >
          {t(opened ? 'monitoring.hideTable' : 'monitoring.showTable')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={14} />}
          onClick={() => download(`${name.replace(/[^\w.-]+/g, '-')}.csv`, toCsv(header, rows))}
        >
          {t('monitoring.download')}
        </Button>
      </Group>
      <div id={id} hidden={!opened}>
        {opened ? (
          <NumberTable
            caption={t('monitoring.numbersOf', { caption })}
            header={shownHeader ?? header}
            rows={shown}
          />
        ) : null}
      </div>
    </Stack>
  )
}
