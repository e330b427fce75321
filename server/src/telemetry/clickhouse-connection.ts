import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { ClickHouseClient } from '@clickhouse/client'
import { clickHouseProblem, isTakingTurns, isUnreachable } from './clickhouse-problem.ts'
import type { ClickHouseConfig } from './clickhouse-config.ts'
import { tableStatements } from './clickhouse-tables.ts'
import type { ClickHouseLayout } from './clickhouse-tables.ts'

/** One or several servers that answer as one. What fails is a PrimumError `unavailable`. */
export type ClickHouse = {
  layout: ClickHouseLayout
  /** Adds lines of JSON; returns once every shard they belong to has them. */
  insert: (table: string, lines: Buffer) => Promise<void>
  query: <Row>(sql: string) => Promise<Row[]>
  close: () => Promise<void>
}

type Server = {
  url: string
  client: ClickHouseClient
  ready: boolean
  triedAt: number
  old: boolean
}

/** How long the other replicas may take: they answer in time for the request, dead ones never. */
const quorumMilliseconds = 15_000

/** After a server did not answer, how long before its tables are looked after again. */
const pauseMilliseconds = 2000

export function connectClickHouse(config: ClickHouseConfig): ClickHouse {
  const servers = config.urls.map((url): Server => {
    const client = createClient({
      url,
      username: config.user,
      password: config.password,
      application: 'primum',
      request_timeout: 60_000,
      compression: { request: true, response: true },
      // Its messages may quote the rows it could not read.
      log: { level: ClickHouseLogLevel.OFF },
    })
    return { url, client, ready: false, triedAt: -Infinity, old: true }
  })
  /** Asks the first server that answers. */
  const ask = async <T>(work: (server: Server) => Promise<T>): Promise<T> => {
    await Promise.all(servers.map((server) => makeTables(server, config)))
    let last: { error: unknown; url: string } | null = null
    for (const server of servers.toSorted(
      (a, b) => Number(failedLately(a)) - Number(failedLately(b)),
    )) {
      try {
        await requireTables(server, config)
        return await work(server)
      } catch (error) {
        last = { error, url: server.url }
        if (!isUnreachable(error)) break
        server.triedAt = Date.now()
      }
    }
    throw clickHouseProblem(last?.error, last?.url ?? '')
  }
  return {
    layout: config,
    insert: (table, lines) =>
      ask(({ client, old }) =>
        inTurn(async () => {
          const { stream } = await client.exec({
            query: `INSERT INTO ${table} FORMAT JSONEachRow`,
            values: Readable.from([lines], { objectMode: false }),
            clickhouse_settings: { ...writing, ...replicatedWriting(config, old) },
          })
          for await (const _ of stream) continue
        }),
      ),
    query: (query) =>
      ask(async ({ client }) => {
        const settings = { ...reading, ...replicatedReading(config) }
        const format = 'JSONEachRow'
        const answer = await client.query({ query, format, clickhouse_settings: settings })
        return answer.json()
      }),
    close: async () => {
      await Promise.all(servers.map(({ client }) => client.close()))
    },
  }
}

function failedLately(server: Server): boolean {
  return Date.now() - server.triedAt < pauseMilliseconds
}

/** Looks after the tables of a server that has none yet; one that does not answer must wait. */
async function makeTables(server: Server, config: ClickHouseConfig): Promise<void> {
  if (server.ready || failedLately(server)) return
  await requireTables(server, config).catch(() => {
    server.triedAt = Date.now()
  })
}

async function requireTables(server: Server, config: ClickHouseConfig): Promise<void> {
  if (server.ready) return
  const answer = await server.client.query({ query: 'SELECT version() AS version' })
  const { data } = await answer.json<{ version: string }>()
  server.old = Number.parseInt(data[0]?.version ?? '0', 10) < 21
  for (const query of tableStatements(config)) await server.client.command({ query })
  server.ready = true
}

// Every shard has the rows before the answer comes: only then does the outbox forget them.
const writing = { insert_distributed_sync: 1, wait_end_of_query: 1 } as const

// A shard that is silent, or a limit that is reached, must be an error and not a smaller number; the
// answer waits until all of it is known, so that an error is never the end of a good beginning.
const reading = {
  wait_end_of_query: 1,
  skip_unavailable_shards: 0,
  read_overflow_mode: 'throw',
  group_by_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  timeout_overflow_mode: 'throw',
  enable_optimize_predicate_expression: 1,
  output_format_json_quote_64bit_integers: 1,
} as const

/**
 * Replicas take one write at a time, and refuse another one until most of them have it: several
 * processes that send at once try again until it is their turn.
 */
async function inTurn(write: () => Promise<void>): Promise<void> {
  const end = Date.now() + quorumMilliseconds
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isTakingTurns(error) || Date.now() >= end) throw error
      await sleep(20 + 80 * Math.random())
    }
  }
}

/** Most replicas have each row before it counts as written; then any of them tells the truth. */
function replicatedWriting({ replicas }: ClickHouseLayout, old: boolean) {
  if (replicas === 1) return {}
  const quorum = {
    insert_quorum: String(Math.floor(replicas / 2) + 1),
    insert_quorum_timeout: String(quorumMilliseconds),
  }
  return old ? quorum : { ...quorum, insert_quorum_parallel: 0 as const }
}

function replicatedReading({ replicas }: ClickHouseLayout) {
  return replicas === 1 ? {} : { select_sequential_consistency: '1' }
}
