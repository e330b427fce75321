import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { tableStatements } from '../src/telemetry/clickhouse-tables.ts'
import type { ClickHouseLayout } from '../src/telemetry/clickhouse-tables.ts'
import { ensureChdb } from './chdb-package.ts'

/** Today's ClickHouse within this process; or why this machine has none. */
export async function openChdb(): Promise<ClickHouse | { reason: string }> {
  const chdb = await ensureChdb()
  if ('reason' in chdb) return chdb
  const folder = mkdtempSync(join(tmpdir(), 'primum-chdb-'))
  const session = new chdb.Session(folder)
  const layout: ClickHouseLayout = { database: 'primum', cluster: null, replicas: 1 }
  for (const statement of tableStatements(layout)) session.query(statement)
  session.query('SET output_format_json_quote_64bit_integers = 1')
  return {
    layout,
    insert: async (table, lines) => {
      session.query(`INSERT INTO ${table} FORMAT JSONEachRow\n${lines.toString()}`)
    },
    query: async <Row>(sql: string) => {
      const lines = session.query(sql, 'JSONEachRow').split('\n')
      return lines.filter((line) => line !== '').map((line): Row => JSON.parse(line))
    },
    close: async () => {
      session.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
