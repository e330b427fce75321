import { Button, Group, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Answers } from './use-answers.ts'

/** Whether what was answered is safe. */
export function SaveNote({ answers }: { answers: Answers }) {
  const { state, problem, conflicted, retry } = answers
  return (
    <Group gap="xs" component="output">
      {state === 'saved' ? (
        <Text size="sm" c="dimmed">
          <Icon name="check" size={13} /> {t('assessment.saved')}
        </Text>
      ) : null}
      {state === 'saving' ? (
        <Text size="sm" c="dimmed">
          {t('assessment.saving')}
        </Text>
      ) : null}
      {state === 'failed' ? (
        <>
          <Text size="sm" c="var(--tone-warning)">
            <Icon name="warning" size={13} /> {t('assessment.notSaved')}. {problem?.message}
          </Text>
          <Button size="xs" variant="default" onClick={retry}>
            {t('common.retry')}
          </Button>
        </>
      ) : null}
      {conflicted ? <Text size="sm">{t('assessment.conflict')}</Text> : null}
    </Group>
  )
}
