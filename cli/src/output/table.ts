import { styles } from './style.ts'

export type Column<T> = {
  title: string
  value: (row: T) => string | number | null
  /** Numbers align to the right. */
  align?: 'left' | 'right'
}

/** Aligned columns; what is not known is a dash, never an empty cell. */
export function table<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  stream: { isTTY?: boolean } = process.stdout,
): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(column.value(row))))
  const widths = columns.map((column, at) =>
    Math.max(column.title.length, ...cells.map((line) => line[at]?.length ?? 0)),
  )
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => {
        const width = widths[at] ?? 0
        return columns[at]?.align === 'right' ? text.padStart(width) : text.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const head = styles(stream).strong(line(columns.map((column) => column.title)))
  return [head, ...cells.map(line)].join('\n')
}

/** Names and values below one another. */
export function facts(pairs: readonly [string, string | number | null][]): string {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${cellOf(value)}`).join('\n')
}

function cellOf(value: string | number | null): string {
  const text = value === null || value === '' ? '–' : String(value)
  // Text of others may hold control characters, which a terminal would obey.
  return text.replaceAll(/[\p{Cc}]+/gu, ' ')
}
