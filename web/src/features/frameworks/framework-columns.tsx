import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { ConfidenceTag } from './ConfidenceTag.tsx'
import type { FrameworkKind } from './framework-list.ts'
import { dateWords } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { FrameworkSummary } from './queries.ts'

const first: Column<FrameworkSummary>[] = [
  {
    id: 'title',
    header: t('frameworks.framework'),
    cell: ({ id, title, confidence }) => (
      <div className={classes['wideCell']}>
        <Go to={paths.framework(id)} fw={600} underline="hover">
          {title}
        </Go>
        <div className={classes['under']}>
          <Text span size="sm" c="dimmed" className="tabular">
            {id}
          </Text>
          <ConfidenceTag confidence={confidence} />
        </div>
      </div>
    ),
  },
  {
    id: 'jurisdiction',
    header: t('frameworks.jurisdiction'),
    cell: ({ jurisdiction }) => (jurisdiction === null ? '' : label('jurisdiction', jurisdiction)),
  },
]

const edition: Column<FrameworkSummary> = {
  id: 'edition',
  header: t('frameworks.edition'),
  cell: (each) => (each.edition === null ? '' : dateWords(each.edition)),
}

const rules: Column<FrameworkSummary> = {
  id: 'rules',
  header: t('frameworks.rules'),
  cell: (each) => (
    <div className={classes['rules']}>
      {each.rules === 0
        ? t('frameworks.noRule')
        : plural(each.rules, 'frameworks.rules.one', 'frameworks.rules.other')}
    </div>
  ),
}

const last: Column<FrameworkSummary>[] = [
  {
    id: 'requirements',
    header: t('frameworks.requirements'),
    numeric: true,
    cell: ({ requirements }) => requirements,
  },
  { id: 'release', header: t('frameworks.release'), cell: ({ release }) => release },
  {
    id: 'asOf',
    header: t('frameworks.asOf'),
    cell: ({ asOf }) => <span className={classes['nowrap']}>{formatDay(asOf)}</span>,
  },
]

/** Law has rules, and mostly no edition: what it says holds as of a day. */
export function frameworkColumns(kind: FrameworkKind): Column<FrameworkSummary>[] {
  return [...first, kind === 'law' ? rules : edition, ...last]
}
