import { Group, Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { FreshnessTag, HeldTag } from './EvidenceTags.tsx'
import type { EvidenceSummary } from './queries.ts'

export const evidenceColumns: Column<EvidenceSummary>[] = [
  {
    id: 'evidence',
    header: t('evidence.name'),
    sort: 'title',
    cell: ({ id, title, kind, origin }) => (
      <>
        <Go to={paths.evidenceItem(id)} fw={600} underline="hover" display="block" miw={220}>
          {title}
        </Go>
        <Text size="sm" c="dimmed">
          {label('evidenceKind', kind)}
          {origin === 'primum' ? ` · ${label('evidenceOrigin', origin)}` : ''}
        </Text>
      </>
    ),
  },
  {
    id: 'state',
    header: t('evidence.state'),
    cell: ({ freshness, hold }) => (
      <>
        <Group gap={6} wrap="nowrap">
          <FreshnessTag state={freshness.state} />
          <HeldTag hold={hold} />
        </Group>
        <Text size="sm" c="dimmed" mt={2} miw={200}>
          {withDays(freshness.reason)}
        </Text>
      </>
    ),
  },
  {
    id: 'owner',
    header: t('evidence.owner'),
    cell: ({ owner }) => owner?.name ?? t('findings.noOwner'),
  },
  {
    id: 'versions',
    header: t('evidence.versions'),
    numeric: true,
    cell: ({ versionCount }) => versionCount,
  },
  {
    id: 'uploaded',
    header: t('evidence.uploaded'),
    sort: 'uploaded',
    cell: ({ uploadedAt, versionCount }) =>
      versionCount === 0 ? t('evidence.noFile') : formatDay(uploadedAt),
  },
]
