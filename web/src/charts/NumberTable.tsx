import classes from '../ui/DataTable.module.css'

type Props = { caption: string; header: string[]; rows: (string | number | null)[][] }

/** The numbers behind a chart. Columns that hold nothing are left out. */
export function NumberTable({ caption, header, rows }: Props) {
  const kept = header.map((_, index) => rows.some((row) => (row[index] ?? '') !== ''))
  const keep = <T,>(cells: T[]) => cells.filter((_, index) => kept[index] === true)
  return (
    // What scrolls must be reachable by keyboard.
    <section
      className={classes['frame']}
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      style={{ maxHeight: 340, overflowY: 'auto' }}
    >
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
            <tr key={index}>
              {keep(row).map((cell, column) => (
                <td key={column} className="tabular">
                  {cell ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
