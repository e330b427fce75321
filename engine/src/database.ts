import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'

export type Database = {
  connection: DuckDBConnection
  /** Rows of a small answer, a column each by name; 64-bit integers come as numbers. */
  ask: <Row extends Record<string, Cell>>(sql: string) => Promise<Row[]>
  close: () => void
}

export type Cell = number | string | boolean | null

/**
 * A database in memory that reads files and nothing else: it loads no extension and so needs no
 * network. What does not fit into `memoryMegabytes` goes to `temporaryFolder`.
 */
export async function openDatabase(options: {
  threads: number
  memoryMegabytes: number
  temporaryFolder?: string
}): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryMegabytes}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // A scan reads each byte once; keeping the file in memory would only displace what is needed.
    enable_external_file_cache: 'false',
    ...(options.temporaryFolder === undefined ? {} : { temp_directory: options.temporaryFolder }),
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  return {
    connection,
    ask: async <Row extends Record<string, Cell>>(sql: string) => {
      const found = await connection.runAndReadAll(sql)
      return found
        .getRowObjectsJS()
        .map(
          (row) =>
            Object.fromEntries(
              Object.entries(row).map(([name, value]) => [name, plain(value)]),
            ) as Row,
        )
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function plain(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) return value as Cell
  return String(value)
}

/** A name as SQL takes it, whatever characters it holds. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as SQL takes it, whatever characters it holds. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A number as SQL takes it: a double, never a decimal that would be rounded on the way. */
export function sqlNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? text : `${text}e0`
}
