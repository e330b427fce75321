import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DecisionList } from './DecisionFacts.tsx'
import type { Line } from './queries.ts'

/** Two people decided on one control: both decisions are shown, and a person says which stands. */
export function OvertakenNote(props: { line: Line; onKeep: () => void; onTake: () => void }) {
  return (
    <Alert
      role="alert"
      color="orange"
      variant="outline"
      icon={<Icon name="warning" size={18} />}
      title={t('statement.overtakenTitle')}
      styles={{ label: { color: 'var(--tone-warning)' }, icon: { color: 'var(--tone-warning)' } }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('statement.overtakenText')}</Text>
        <DecisionList line={props.line} />
        <Group gap="sm">
          <Button variant="default" size="xs" onClick={props.onKeep}>
            {t('statement.keepMine')}
          </Button>
          <Button variant="default" size="xs" onClick={props.onTake}>
            {t('statement.takeTheirs')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
