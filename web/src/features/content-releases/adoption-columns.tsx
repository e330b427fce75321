import { Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { changeGroups } from './change-groups.ts'
import classes from './content-releases.module.css'
import type { Adoption } from './queries.ts'

/** `2026.11.0 to 2027.01.0` */
export function stepWords({ from, to }: Pick<Adoption, 'from' | 'to'>): string {
  return from === null
    ? t('contentHistory.first', { to: to.release })
    : t('contentHistory.fromTo', { from: from.release, to: to.release })
}

export const adoptionColumns: Column<Adoption>[] = [
  {
    id: 'step',
    header: t('contentHistory.step'),
    cell: (adoption) => (
      <Go
        to={paths.contentStep(adoption.id)}
        fw={600}
        underline="hover"
        className={classes['nowrap'] ?? ''}
      >
        {stepWords(adoption)}
      </Go>
    ),
  },
  {
    id: 'pack',
    header: t('contentHistory.pack'),
    cell: ({ kind, pack }) => (
      <>
        <span className="tabular">{pack}</span>
        <Text size="sm" c="dimmed">
          {t(`packKind.${kind}`)}
        </Text>
      </>
    ),
  },
  {
    id: 'changed',
    header: t('contentHistory.changed'),
    cell: (adoption) => <span className={classes['nowrap']}>{changedWords(adoption)}</span>,
  },
  {
    id: 'reason',
    header: t('contentHistory.reason'),
    cell: ({ reason }) => <div className={classes['reason']}>{reason}</div>,
  },
  {
    id: 'by',
    header: t('contentHistory.by'),
    cell: ({ adoptedBy, adoptedAt }) => (
      <div className={classes['taken']}>
        {adoptedBy.name}
        <Text size="sm" c="dimmed">
          {formatTime(adoptedAt)}
        </Text>
      </div>
    ),
  },
]

function changedWords({ from, changes }: Adoption): string {
  if (from === null && changes.length === 0) return t('contentHistory.allNew')
  const { matter } = changeGroups(changes)
  return t('contentHistory.ofAll', {
    matter: plural(matter.length, 'contentHistory.matter.one', 'contentHistory.matter.other'),
    count: changes.length,
  })
}
