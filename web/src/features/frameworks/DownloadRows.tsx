import { Button, Group, Text } from '@mantine/core'
import { download, toCsv } from '../../lib/csv.ts'
import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'

type Props = {
  /** how many are shown, in words */
  about: string
  name: string
  header: string[]
  rows: (string | null)[][]
}

/** How much a table shows, and the same as a file. */
export function DownloadRows({ about, name, header, rows }: Props) {
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" component="output">
        {about}
      </Text>
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="download" size={14} />}
        onClick={() => download(`${name}.csv`, toCsv(header, rows))}
      >
        {t('crosswalk.download')}
      </Button>
    </Group>
  )
}
