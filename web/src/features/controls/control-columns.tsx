import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { asSentence } from './as-sentence.ts'
import { ControlStateTag } from './ControlTags.tsx'
import { ownerName } from './owner-name.ts'
import type { ControlSummary } from './queries.ts'

export const controlColumns: Column<ControlSummary>[] = [
  {
    id: 'control',
    header: t('controls.control'),
    cell: ({ id, reference, title }) => (
      <Go to={paths.control(id)} fw={600} underline="hover" display="block" miw={200}>
        {reference} {title}
      </Go>
    ),
  },
  {
    id: 'state',
    header: t('controls.state'),
    cell: ({ implementation }) => (
      <>
        <ControlStateTag implementation={implementation} />
        <FirstReason reasons={implementation?.reasons ?? []} />
      </>
    ),
  },
  { id: 'owner', header: t('controls.owner'), cell: ({ owner }) => ownerName(owner) },
  {
    id: 'requirements',
    header: t('controls.requirements'),
    numeric: true,
    cell: ({ requirements }) => requirements.length,
  },
  {
    id: 'evidence',
    header: t('controls.evidence'),
    cell: ({ evidence: { linked, valid } }) =>
      linked === 0 ? t('common.none') : t('controls.valid', { valid, linked }),
  },
  {
    id: 'tests',
    header: t('controls.tests'),
    cell: ({ tests: { defined, passed } }) =>
      defined === 0 ? t('common.none') : t('controls.passed', { passed, defined }),
  },
]

function FirstReason({ reasons }: { reasons: string[] }) {
  const [first, ...more] = reasons
  if (first === undefined) return null
  return (
    <Text size="sm" c="dimmed" miw={180}>
      {asSentence(more.length === 0 ? first : t('controls.andMore', { first, count: more.length }))}
    </Text>
  )
}
