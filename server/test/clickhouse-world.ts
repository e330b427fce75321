import { expect } from 'vitest'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { drainOutbox } from '../src/telemetry/clickhouse-outbox.ts'
import { clickHouseRows } from '../src/telemetry/clickhouse-rows.ts'
import { profileDifferences } from '../src/telemetry/profile-differences.ts'
import { startClickHouseServers } from './clickhouse-servers.ts'
import type { ClickHouseServers } from './clickhouse-servers.ts'
import type { Shape } from './clickhouse-settings.ts'
import type { Person, TestServer } from './harness.ts'
import { startTestServer } from './harness.ts'
import { bothProfiles, makePredictions } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'

/** A test server that counts in a ClickHouse of its own, and what is asked of both. */
export type ClickHouseWorld = {
  server: TestServer
  owner: Person
  servers: ClickHouseServers
  clickHouse: ClickHouse
  /** Sends what waits, as the background does. */
  drain: () => Promise<boolean>
  /** How many rows of a subject are accepted and not yet in ClickHouse. */
  waiting: (subject: Subject) => Promise<number>
  send: (subject: Subject, seed: number, count?: number) => Promise<void>
  /** As the days say, whoever answers. */
  predictionsOf: (subject: Subject) => Promise<number>
  expectWhole: (subject: Subject, predictions: number) => Promise<void>
  /** What one server alone holds of a subject, repeats and all. */
  rowsOn: (index: number, subject: Subject) => Promise<number>
  close: () => Promise<void>
}

export async function startClickHouseWorld(
  shape: Shape,
): Promise<ClickHouseWorld | { reason: string }> {
  const servers = await startClickHouseServers(shape)
  if ('reason' in servers) return servers
  const server = await startTestServer()
  const owner = await server.person('model-owner')
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
  const clickHouse = connectClickHouse(servers.config)
  const predictionsOf = async ({ systemId, versionId }: Subject) => {
    const days = await server.services.telemetry.daysOf(owner.ctx, systemId, versionId)
    return days.reduce((sum, day) => sum + day.predictions, 0)
  }
  return {
    ...{ server, owner, servers, clickHouse, predictionsOf },
    drain: () => drainOutbox(server.services.db, clickHouse),
    waiting: async ({ systemId }) => {
      const found = await server.owner.query(
        'select coalesce(sum(rows), 0)::int as rows from telemetry_outbox where ai_system_id = $1',
        [systemId],
      )
      return found.rows[0].rows
    },
    send: (subject, seed, count = 200) => sendHalfLabelled(owner, subject, seed, count),
    expectWhole: async (subject, predictions) => {
      expect(await predictionsOf(subject)).toBe(predictions)
      const { systemId, versionId } = subject
      expect(await profileDifferences(owner.ctx, systemId, versionId)).toEqual([])
      const { stored, recomputed } = await bothProfiles(server, owner, versionId)
      expect(recomputed).toEqual(stored)
    },
    rowsOn: async (index, { systemId }) => {
      const url = servers.config.urls[index]!
      const one = connectClickHouse({ ...servers.config, urls: [url] })
      const rows = await one.query<{ n: string }>(
        `SELECT count() AS n FROM primum.telemetry_here WHERE ai_system_id = '${systemId}'`,
      )
      await one.close()
      return Number(rows[0]!.n)
    },
    close: async () => {
      await clickHouse.close()
      await servers.stop()
      await server.close()
    },
  }
}

/** The rows of an AI system are counted by these servers from now on, tried in this order. */
export function countBy({ server, clickHouse }: ClickHouseWorld): void {
  server.services.telemetry = clickHouseRows(clickHouse, () => undefined)
}

/** Predictions with an outcome for every other one. */
async function sendHalfLabelled(owner: Person, subject: Subject, seed: number, count: number) {
  const rows = makePredictions(count, seed)
  const sent = await owner.call('POST', `${subject.path}/predictions`, { rows })
  expect(sent.body).toMatchObject({ accepted: count, rejected: 0 })
  const outcomes = rows
    .filter((_, index) => index % 2 === 0)
    .map(({ id }, index) => ({
      predictionId: id,
      label: index % 3 === 0 ? 1 : 0,
      observedAt: '2026-02-01T00:00:00Z',
    }))
  const labelled = await owner.call('POST', `${subject.path}/outcomes`, { rows: outcomes })
  expect(labelled.body).toMatchObject({ accepted: outcomes.length, rejected: 0 })
}
