import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { Icon } from './Icon.tsx'

type Props = {
  title: string
  text: string
  /** what the other person recorded */
  children: ReactNode
  onKeep: () => void
  onTake: () => void
}

/** Two people wrote on one record: what the other recorded is shown, and a person says which stands. */
export function OvertakenNote({ title, text, children, onKeep, onTake }: Props) {
  return (
    <Alert
      role="alert"
      color="orange"
      variant="outline"
      icon={<Icon name="warning" size={18} />}
      title={title}
      styles={{ label: { color: 'var(--tone-warning)' }, icon: { color: 'var(--tone-warning)' } }}
    >
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        {children}
        <Group gap="sm">
          <Button variant="default" size="xs" onClick={onKeep}>
            {t('common.keepMine')}
          </Button>
          <Button variant="default" size="xs" onClick={onTake}>
            {t('common.takeTheirs')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
