import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { shortId } from '../frameworks/framework-words.ts'
import { statementQuery } from './queries.ts'
import type { Line, Statement, StatementSummary } from './queries.ts'
import { statementChanges } from './statement-changes.ts'
import type { LineChange } from './statement-changes.ts'
import classes from './statements.module.css'

function columns(previous: number, number: number): Column<LineChange>[] {
  const side = (name: 'before' | 'after', of: number): Column<LineChange> => ({
    id: name,
    header: t('statement.in', { number: of }),
    cell: (change) => (
      <div className={classes['changes']}>{valueWords(change[name], change.part)}</div>
    ),
  })
  return [
    {
      id: 'control',
      header: t('statement.changed.control'),
      cell: ({ requirementId, title }) => (
        <div className={classes['changes']}>
          {shortId(requirementId)} {title}
        </div>
      ),
    },
    {
      id: 'what',
      header: t('statement.changed.what'),
      cell: ({ part }) => t(`statement.changed.${part}`),
    },
    side('before', previous),
    side('after', number),
  ]
}

type Props = { statement: Statement; previous: StatementSummary }

/** What this statement says otherwise than the one before, and what is otherwise in place. */
export function ChangesView({ statement, previous }: Props) {
  const query = useQuery(statementQuery(previous.id))
  const { number } = previous
  return (
    <Loaded query={query} height={240}>
      {(before) => {
        const changes = statementChanges(before.lines, statement.lines)
        if (changes.length === 0) {
          return (
            <EmptyNote
              title={t('statement.changesEmptyTitle')}
              text={t('statement.changesEmptyText', { number })}
            />
          )
        }
        return (
          <Stack gap="sm">
            <Text c="dimmed" className="measure">
              {t('statement.changesAbout', { number })}
            </Text>
            <DataTable
              caption={t('statement.changesCaption', { number })}
              columns={columns(number, statement.number)}
              rows={changes}
              keyOf={({ key }) => key}
            />
          </Stack>
        )
      }}
    </Loaded>
  )
}

function valueWords(line: Line | null, part: LineChange['part']): string {
  if (line === null) return t('statement.changed.nothing')
  if (part === 'owner') return line.owner?.name ?? t('statement.noOwner')
  if (part === 'state') return label('lineState', line.state)
  if (part === 'justification') return line.justification || t('statement.changed.nothing')
  if (line.applicable === null) return t('statement.undecided')
  return t(line.applicable ? 'statement.applies' : 'statement.appliesNot')
}
