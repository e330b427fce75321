import { Text } from '@mantine/core'
import type { ProblemError } from '@primum/client'
import { plural, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import classes from './content-releases.module.css'

type Row = ProblemError['errors'][number] & { key: string }

const columns: Column<Row>[] = [
  {
    id: 'place',
    header: t('ownFramework.place'),
    cell: ({ path }) => <div className={classes['place']}>{path}</div>,
  },
  {
    id: 'problem',
    header: t('ownFramework.problem'),
    cell: ({ message, remedy }) => (
      <div className={classes['reason']}>
        {message}
        <Text size="sm" c="dimmed">
          {remedy}
        </Text>
      </div>
    ),
  },
]

/** Why a file cannot be taken: each problem with its sheet, row and column, and what helps. */
export function OwnProblems({ problem }: { problem: ProblemError | null }) {
  if (problem === null || problem.errors.length === 0) return <ProblemAlert problem={problem} />
  const rows = problem.errors.map((error, at) => ({ ...error, key: String(at) }))
  return (
    <div role="alert">
      <Panel
        title={plural(rows.length, 'ownFramework.problems.one', 'ownFramework.problems.other')}
        about={t('ownFramework.problemsAbout')}
      >
        <DataTable
          caption={t('ownFramework.problemsCaption')}
          columns={columns}
          rows={rows}
          keyOf={({ key }) => key}
        />
      </Panel>
    </div>
  )
}
