import { Group, Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import type { AiSystem } from './queries.ts'
import { SystemState } from './SystemState.tsx'
import { SystemTags, TierTag } from './SystemTags.tsx'

export const aiSystemColumns: Column<AiSystem>[] = [
  {
    id: 'name',
    header: t('aiSystems.name'),
    sort: 'name',
    cell: (system) => (
      <>
        <Group gap={6}>
          <Go to={paths.aiSystem(system.id)} fw={600} underline="hover">
            {system.name}
          </Go>
          <SystemTags system={system} />
        </Group>
        <Text size="sm" c="dimmed" className="mono">
          {system.reference}
        </Text>
      </>
    ),
  },
  { id: 'tier', header: t('aiSystems.tier'), cell: ({ tier }) => <TierTag tier={tier} /> },
  { id: 'stage', header: t('aiSystems.stage'), cell: ({ stage }) => label('stage', stage) },
  { id: 'state', header: t('aiSystems.state'), cell: (system) => <SystemState system={system} /> },
  {
    id: 'kind',
    header: t('aiSystems.kind'),
    cell: ({ archetype }) => label('archetype', archetype),
  },
  { id: 'owner', header: t('aiSystems.owner'), cell: ({ modelOwner }) => modelOwner },
  { id: 'vendor', header: t('aiSystems.vendor'), cell: ({ vendor }) => vendor ?? '–' },
  {
    id: 'assessed',
    header: t('aiSystems.assessed'),
    cell: ({ lastAssessedOn }) => (lastAssessedOn === null ? '–' : formatDay(lastAssessedOn)),
  },
  {
    id: 'updated',
    header: t('aiSystems.updated'),
    sort: 'updated',
    cell: ({ updatedAt }) => formatDay(updatedAt),
  },
]
