import { Button, Group, Text } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'

type Props = {
  shown: number
  /** Whether this is a later page. */
  later: boolean
  nextCursor: string | null
  onFirst: () => void
  onNext: (cursor: string) => void
}

/** The foot of a list that the server pages. */
export function Pager({ shown, later, nextCursor, onFirst, onNext }: Props) {
  if (!later && nextCursor === null) return null
  return (
    <Group justify="space-between" component="nav" aria-label={t('table.pages')}>
      <Text size="sm" c="dimmed">
        {t('table.shown', { count: shown })}
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onFirst} disabled={!later}>
          {t('table.first')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={nextCursor === null}
          onClick={() => onNext(nextCursor ?? '')}
        >
          {t('table.next')}
        </Button>
      </Group>
    </Group>
  )
}
