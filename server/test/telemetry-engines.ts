import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { clickHouseRows } from '../src/telemetry/clickhouse-rows.ts'
import type { TelemetryRows } from '../src/telemetry/port.ts'
import { postgresRows } from '../src/telemetry/postgres-rows.ts'
import { openChdb } from './chdb-connection.ts'
import { ensureClickHouse, startClickHouseServers } from './clickhouse-servers.ts'

/** An engine of telemetry as a test uses it, or why this machine has none. */
export type Engine = { rows: TelemetryRows; stop: () => Promise<void> } | { reason: string }

export const engines: Record<string, () => Promise<Engine>> = {
  PostgreSQL: async () => ({ rows: postgresRows, stop: async () => undefined }),
  'ClickHouse, two shards of the Debian server': async () => {
    const program = ensureClickHouse()
    if ('reason' in program) return program
    const servers = await startClickHouseServers(program.path)
    const clickHouse = connectClickHouse(servers.config)
    return engineOf(clickHouse, servers.stop)
  },
  'ClickHouse of today, in this process': async () => {
    const clickHouse = await openChdb()
    return 'reason' in clickHouse ? clickHouse : engineOf(clickHouse, async () => undefined)
  },
}

/** Nothing drains by itself here: each reading sends what it needs. */
function engineOf(clickHouse: ClickHouse, stop: () => Promise<void>): Engine {
  return {
    rows: clickHouseRows(clickHouse, () => undefined),
    stop: async () => {
      await clickHouse.close()
      await stop()
    },
  }
}
