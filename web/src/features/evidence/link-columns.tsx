import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import type { EvidenceLink } from './queries.ts'
import { TargetName } from './TargetName.tsx'

export function linkColumns(
  refusal: string | null,
  onRemove: (link: EvidenceLink) => void,
): Column<EvidenceLink>[] {
  return [
    {
      id: 'target',
      header: t('evidence.speaksFor'),
      cell: ({ target, aiSystem, note }) => (
        <>
          <Text size="sm" c="dimmed">
            {label('evidenceTarget', target.type)}
            {aiSystem === null || target.type === 'ai-system' ? '' : ` · ${aiSystem.name}`}
          </Text>
          <TargetName target={target} aiSystem={aiSystem} />
          {note === null ? null : (
            <Text size="sm" className="prewrap">
              {note}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'by',
      header: t('evidence.linkedBy'),
      cell: ({ createdBy, createdAt }) => `${createdBy.name}, ${formatDay(createdAt)}`,
    },
    {
      id: 'acts',
      header: t('evidence.act'),
      cell: (link) => (
        <ActionButton variant="default" size="xs" refusal={refusal} onClick={() => onRemove(link)}>
          {t('evidence.removeLink')}
        </ActionButton>
      ),
    },
  ]
}
