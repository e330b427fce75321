import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { clickHouseRows } from '../src/telemetry/clickhouse-rows.ts'
import type { TelemetryRows } from '../src/telemetry/port.ts'
import { postgresRows } from '../src/telemetry/postgres-rows.ts'
import { openChdb } from './chdb-connection.ts'
import { startClickHouseServers } from './clickhouse-servers.ts'
import type { Shape } from './clickhouse-settings.ts'

/** An engine of telemetry as a test uses it, or why this machine has none. */
export type Engine = { rows: TelemetryRows; stop: () => Promise<void> } | { reason: string }

export const engines: Record<string, () => Promise<Engine>> = {
  PostgreSQL: async () => ({ rows: postgresRows, stop: async () => undefined }),
  'ClickHouse, two shards of the Debian server': () => startEngine({ shards: 2, replicas: 1 }),
  'ClickHouse, two replicas of one shard': () => startEngine({ shards: 1, replicas: 2 }),
  'ClickHouse of today, in this process': async () => {
    const clickHouse = await openChdb()
    return 'reason' in clickHouse ? clickHouse : engineOf(clickHouse, async () => undefined)
  },
}

async function startEngine(shape: Shape): Promise<Engine> {
  const servers = await startClickHouseServers(shape)
  if ('reason' in servers) return servers
  return engineOf(connectClickHouse(servers.config), servers.stop)
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
