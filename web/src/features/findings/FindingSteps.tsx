import { Group, Stack, Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { FindingStatusTag } from './FindingTags.tsx'
import type { Finding } from './queries.ts'

/** What became of it, in order, and who said why. */
export function FindingSteps({ steps }: Pick<Finding, 'steps'>) {
  return (
    <Panel title={t('finding.steps')}>
      <Stack component="ol" gap="md" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {steps.map(({ to, reason, by, at }) => (
          <li key={`${to}-${at}`}>
            <Group gap="xs">
              <FindingStatusTag status={to} />
              <Text size="sm" c="dimmed">
                {t('finding.stepBy', { name: by.name, at: formatTime(at) })}
              </Text>
            </Group>
            {reason === null ? null : (
              <Text mt={4} className="prewrap">
                {reason}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Panel>
  )
}
