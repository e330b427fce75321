import classes from '../ui/DataTable.module.css'

type Props = { caption: string; header: string[]; rows: (string | number | null)[][] }

/** The numbers behind a chart. Columns that hold nothing are left out. */
export function NumberTable({ caption, header, rows }: Props) {
  const kept = header.map((_, index) => rows.some((row) => (row[index] ?? '') !== ''))
  const keep = <T,>(cells: T[]) => cells.filter((_, index) => kept[index] === true)
  return (
    <div className={classes['frame']} role="region" aria-label={caption} tabIndex={0} style={{ maxHeight: 340, overflowY: 'auto' }}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {keep(header).map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows of a chart have no id of their own and do not move.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {keep(row).map((cell, column) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={column} className="tabular">
                  {cell ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
