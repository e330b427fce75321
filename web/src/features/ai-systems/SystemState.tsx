import { Stack } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { AiSystem } from './queries.ts'

/** Does it run, and is something open? */
export function SystemState({ system }: { system: AiSystem }) {
  return (
    <Stack gap={4} align="flex-start">
      {system.stableVersion === null ? (
        <Tag>{t('aiSystems.noStable')}</Tag>
      ) : (
        <Tag tone="ok" icon="check">
          {system.stableVersion.label}
        </Tag>
      )}
      {system.openIncidents > 0 ? (
        <Tag tone="critical" icon="critical">
          {plural(system.openIncidents, 'common.openIncidents.one', 'common.openIncidents.other')}
        </Tag>
      ) : null}
    </Stack>
  )
}
