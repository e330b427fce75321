import type { ReactNode } from 'react'
import { DataTable } from './DataTable.tsx'
import type { DataTableProps } from './DataTable.tsx'
import { Pager } from './Pager.tsx'

/** A list that the server pages: its rows and the way to the next ones, or what is said of none. */
export function PagedTable<Row extends object>(
  props: Omit<DataTableProps<Row>, 'rows'> & {
    page: { items: Row[]; nextCursor: string | null }
    cursor: string | undefined
    onCursor: (cursor: string | undefined) => void
    empty: ReactNode
  },
) {
  const { page, cursor, onCursor, empty, ...table } = props
  if (page.items.length === 0) return empty
  return (
    <>
      <DataTable {...table} rows={page.items} />
      <Pager
        shown={page.items.length}
        later={cursor !== undefined}
        nextCursor={page.nextCursor}
        onFirst={() => onCursor(undefined)}
        onNext={onCursor}
      />
    </>
  )
}
