import { Alert } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { filterDistant } from './crosswalk-rows.ts'
import type { DistantRow } from './crosswalk-rows.ts'
import { DownloadRows } from './DownloadRows.tsx'
import classes from './frameworks.module.css'
import { RequirementCell } from './RequirementCell.tsx'

const columns: Column<DistantRow>[] = [
  {
    id: 'from',
    header: t('crosswalk.from'),
    cell: ({ from, fromTitle }) => <RequirementCell id={from} title={fromTitle} />,
  },
  {
    id: 'to',
    header: t('crosswalk.to'),
    cell: ({ to, toTitle }) => <RequirementCell id={to} title={toTitle} />,
  },
  {
    id: 'through',
    header: t('crosswalk.through'),
    cell: ({ through }) => <div className={classes['wideCell']}>{through.join(', ')}</div>,
  },
]

type Props = { rows: DistantRow[]; words: string; named: readonly [string, string] }

/** Pairs that nobody mapped: a place to look, said as such before anything else. */
export function DistantTable({ rows, words, named: [from, to] }: Props) {
  const shown = filterDistant(rows, words)
  return (
    <>
      <Alert
        color="orange"
        variant="outline"
        icon={<Icon name="warning" size={18} />}
        title={t('crosswalk.distantTitle', { from, to })}
        styles={{ label: { color: 'var(--tone-warning)' }, icon: { color: 'var(--tone-warning)' } }}
      >
        {t('crosswalk.distantText')}
      </Alert>
      {shown.length === 0 ? (
        <EmptyNote title={t('crosswalk.noneTitle')} text={t('crosswalk.noneText')} />
      ) : (
        <>
          <DownloadRows
            about={plural(shown.length, 'crosswalk.pairs.one', 'crosswalk.pairs.other')}
            name={`${from}-${to}-unmapped`}
            header={['from', 'from_title', 'to', 'to_title', 'meet_in']}
            rows={shown.map((row) => [
              ...[row.from, row.fromTitle, row.to, row.toTitle, row.through.join(' ')],
            ])}
          />
          <DataTable
            caption={t('crosswalk.distantCaption', { from, to })}
            columns={columns}
            rows={shown}
            keyOf={({ key }) => key}
          />
        </>
      )}
    </>
  )
}
