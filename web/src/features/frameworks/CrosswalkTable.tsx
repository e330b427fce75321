import { Text } from '@mantine/core'
import { label, plural, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { filterRows, relationWords } from './crosswalk-rows.ts'
import type { CrosswalkRow } from './crosswalk-rows.ts'
import { DownloadRows } from './DownloadRows.tsx'
import classes from './frameworks.module.css'
import { RequirementCell } from './RequirementCell.tsx'

const columns: Column<CrosswalkRow>[] = [
  {
    id: 'from',
    header: t('crosswalk.from'),
    cell: ({ from, fromTitle }) => <RequirementCell id={from} title={fromTitle} />,
  },
  {
    id: 'relation',
    header: t('crosswalk.relation'),
    cell: (row) => <div className={classes['relation']}>{relationWords(row)}</div>,
  },
  {
    id: 'to',
    header: t('crosswalk.to'),
    cell: ({ to, toTitle }) => (to === null ? '' : <RequirementCell id={to} title={toTitle} />),
  },
  {
    id: 'why',
    header: t('crosswalk.why'),
    cell: ({ rationale, basis }) => (
      <div className={classes['wideCell']}>
        {rationale}
        {basis === null ? null : (
          <Text size="sm" c="dimmed">
            {label('mappingBasis', basis)}
          </Text>
        )}
      </div>
    ),
  },
]

type Props = { rows: CrosswalkRow[]; words: string; named: readonly [string, string] }

export function CrosswalkTable({ rows, words, named: [from, to] }: Props) {
  const shown = filterRows(rows, words)
  const without = shown.filter((row) => row.to === null).length
  const counted = [
    plural(shown.length - without, 'crosswalk.mappings.one', 'crosswalk.mappings.other'),
    ...(without === 0 ? [] : [plural(without, 'crosswalk.bare.one', 'crosswalk.bare.other')]),
  ]
  if (shown.length === 0) {
    return <EmptyNote title={t('crosswalk.noneTitle')} text={t('crosswalk.noneText')} />
  }
  return (
    <>
      <DownloadRows
        about={counted.join(', ')}
        name={`${from}-${to}`}
        header={[
          'from',
          'from_title',
          'relation',
          'to',
          'to_title',
          'basis',
          'reason',
          'as_of',
          'confidence',
        ]}
        rows={shown.map((row) => [
          ...[row.from, row.fromTitle, row.relation ?? 'none', row.to, row.toTitle],
          ...[row.basis, row.rationale, row.asOf, row.confidence],
        ])}
      />
      <DataTable
        caption={t('crosswalk.caption', { from, to })}
        columns={columns}
        rows={shown}
        keyOf={({ key }) => key}
      />
    </>
  )
}
