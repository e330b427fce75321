import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { askedWords } from './asked.ts'
import type { EvidenceRequest } from './queries.ts'
import { RequestTags } from './RequestTags.tsx'

export const requestColumns: Column<EvidenceRequest>[] = [
  {
    id: 'request',
    header: t('evidenceRequest.request'),
    cell: ({ id, title, target, aiSystem }) => (
      <>
        <Go to={paths.evidenceRequest(id)} fw={600} underline="hover" display="block" miw={240}>
          {title}
        </Go>
        <Text size="sm" c="dimmed">
          {[target === null ? null : label('evidenceTarget', target.type), aiSystem?.name]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </>
    ),
  },
  {
    id: 'asked',
    header: t('evidenceRequest.asked'),
    cell: ({ askedOf }) => askedWords(askedOf),
  },
  { id: 'due', header: t('findings.due'), cell: ({ dueOn }) => formatDay(dueOn) },
  { id: 'state', header: t('evidenceRequest.state'), cell: (each) => <RequestTags {...each} /> },
  {
    id: 'by',
    header: t('evidenceRequest.askedBy'),
    cell: ({ createdBy, createdAt }) => `${createdBy.name}, ${formatDay(createdAt)}`,
  },
]
