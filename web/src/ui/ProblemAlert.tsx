import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ProblemError } from '@primum/client'
import { t } from '../lib/messages/messages.ts'
import { Icon } from './Icon.tsx'
import { ReasonList } from './ReasonList.tsx'

type Props = { problem: ProblemError | null; onRetry?: () => void; aiSystemId?: string }

/** What went wrong, in the server's own words, and the way on. */
export function ProblemAlert({ problem, onRetry, aiSystemId }: Props) {
  if (problem === null) return null
  const { reasons, errors, message } = problem
  const listed = reasons.map((reason) => reason.message)
  return (
    <Alert
      role="alert"
      color="orange"
      variant="outline"
      icon={<Icon name="warning" size={18} />}
      title={problem.title}
      styles={{ label: { color: 'var(--tone-warning)' }, icon: { color: 'var(--tone-warning)' } }}
    >
      <Stack gap="xs">
        {listed.join(' ') === message ? null : <Text size="sm">{message}</Text>}
        {reasons.length > 0 ? <ReasonList reasons={reasons} aiSystemId={aiSystemId} /> : null}
        {errors.length > 1 ? (
          <ul>
            {errors.map((error) => (
              <li key={`${error.row}${error.path}${error.message}`}>
                {error.path}: {error.message} {error.remedy}
              </li>
            ))}
          </ul>
        ) : null}
        {problem.correlationId !== null && problem.code === 'internal' ? (
          <Text size="sm">{t('problem.correlation', { id: problem.correlationId })}</Text>
        ) : null}
        {onRetry === undefined ? null : (
          <Group>
            <Button variant="default" size="xs" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
