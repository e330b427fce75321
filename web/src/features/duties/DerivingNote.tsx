import { Button, Group, Paper, Text } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'

/** Until every AI system is derived, what is shown is a part of the whole. */
export function DerivingNote({ deriving }: { deriving: number }) {
  if (deriving === 0) return null
  return (
    <Paper px="md" py="xs">
      <Group justify="space-between" gap="sm">
        <Text size="sm" component="output">
          {plural(deriving, 'duties.deriving.one', 'duties.deriving.other')}{' '}
          {t('duties.derivingText')}
        </Text>
        <Button variant="default" size="xs" onClick={() => void refresh('duties', 'obligations')}>
          {t('duties.refresh')}
        </Button>
      </Group>
    </Paper>
  )
}
