import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import classes from './DataTable.module.css'
import { SortButton } from './SortButton.tsx'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The name the server sorts by; without it the column does not sort. */
  sort?: string
  numeric?: boolean
}

export type DataTableProps<Row> = {
  /** What the table holds, for who cannot see it. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  /** Where a click on the row leads; the row must also hold a link to it for the keyboard. */
  openPath?: (row: Row) => string
  sort?: string
  onSort?: (sort: string) => void
  hidden?: string[]
}

const features = tableFeatures({ columnVisibilityFeature })

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, openPath, sort = '', onSort, hidden } = props
  const { history } = useRouter()
  const shown = useMemo(() => Object.fromEntries((hidden ?? []).map((id) => [id, false])), [hidden])
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns])
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: keyOf,
    state: { columnVisibility: shown },
  })
  const byId = new Map(columns.map((column) => [column.id, column]))
  const open = (row: Row) => (event: MouseEvent<HTMLTableRowElement>) => {
    const own = (event.target as HTMLElement).closest('a, button, input, label')
    if (openPath !== undefined && own === null) history.push(openPath(row))
  }
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['frame']} aria-label={caption} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {table.getVisibleLeafColumns().map(({ id }) => {
              const column = byId.get(id)
              const sorting = column?.sort !== undefined && onSort !== undefined
              return (
                <th
                  key={id}
                  scope="col"
                  data-numeric={column?.numeric}
                  aria-sort={sorting ? sortWord(sort, column.sort) : undefined}
                >
                  {sorting && column.sort !== undefined ? (
                    <SortButton
                      name={column.sort}
                      title={column.header}
                      sort={sort}
                      onSort={onSort}
                    />
                  ) : (
                    column?.header
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-opens={openPath !== undefined} onClick={open(row.original)}>
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} data-numeric={byId.get(cell.column.id)?.numeric}>
                  {byId.get(cell.column.id)?.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sortWord(sort: string, name: string | undefined): 'ascending' | 'descending' | 'none' {
  if (sort === name) return 'ascending'
  return sort === `-${name}` ? 'descending' : 'none'
}
