import { sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayAliases } from '@primum/core/monitoring/alias-history'
import { Context, systemActor } from '../src/context.ts'
import type { Services } from '../src/context.ts'
import { judgeAiSystem } from '../src/features/monitors/judge-ai-system.ts'
import { approveProposal } from '../src/features/rollback-proposals/approve-proposal.ts'
import { openProposal } from '../src/features/rollback-proposals/open-proposal.ts'
import { currentEpoch } from '../src/monitoring/epoch.ts'
import { password, startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'
import { rollbackWorld } from './rollback-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Primum itself. */
function primum(services: Services = server.services): Context {
  const { organizationId } = server
  return new Context({ services, organizationId, actor: systemActor, asker: { kind: 'system' } })
}

/** Kills the backend of the transaction right after its n-th statement, as a crash would. */
function killAfter(statement: number): KyselyPlugin & { seen: () => number } {
  let seen = 0
  const inTransaction = `from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`
  return {
    seen: () => seen,
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      // What a verb asks before its transaction opens is no part of it.
      const { rowCount } = await server.owner.query(`select pid ${inTransaction}`)
      if (rowCount !== 0) seen += 1
      if (rowCount !== 0 && seen === statement) {
        await server.owner.query(`select pg_terminate_backend(pid) ${inTransaction}`)
      }
      return result
    },
  }
}

const tables = [
  ...['ai_systems', 'aliases', 'alias_events', 'deployments', 'monitor_states', 'alarms'],
  ...['incidents', 'notifications', 'rollback_proposals', 'rollback_policies'],
  ...['ledger_entries', 'ledger_heads', 'telemetry_state', 'sign_offs'],
]

/** All that a rollback touches, as one text: two are equal only if nothing changed. */
async function snapshot(): Promise<string> {
  const texts: string[] = []
  for (const table of tables) {
    const { rows } = await server.owner.query<{ text: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as text from ${table} t`,
    )
    texts.push(`${table} ${rows[0]?.text}`)
  }
  return texts.join('\n')
}

/** The history of a system has no gap, and where it ends is where the aliases stand. */
async function expectSoundHistory(aiSystemId: string): Promise<void> {
  const { rows } = await server.owner.query(
    'select * from alias_events where ai_system_id = $1 order by sequence',
    [aiSystemId],
  )
  const history = replayAliases(
    rows.map((row) => ({
      sequence: Number(row.sequence),
      alias: row.alias,
      from: row.from_version_id,
      to: row.to_version_id,
      cause: row.cause,
      at: row.effective_at.toISOString(),
      automatic: row.actor.kind === 'system',
    })),
  )
  expect(history.problems).toEqual([])
  const aliases = await server.owner.query('select * from aliases where ai_system_id = $1', [
    aiSystemId,
  ])
  for (const { alias, version_id: versionId, sequence } of aliases.rows) {
    expect(history.current.get(alias)).toEqual({ versionId, sequence: Number(sequence) })
  }
}

async function crashAtEveryStep(
  work: (services: Services) => Promise<unknown>,
): Promise<{ steps: number }> {
  const before = await snapshot()
  for (let step = 1; ; step += 1) {
    const plugin = killAfter(step)
    const db = server.services.db.withPlugin(plugin)
    const done = await work({ ...server.services, db }).then(
      () => true,
      () => false,
    )
    if (done) {
      // The last kill came too late: nothing was left to kill.
      expect(plugin.seen()).toBeLessThan(step)
      return { steps: step - 1 }
    }
    expect(await snapshot(), `after a crash behind statement ${step}`).toBe(before)
  }
}

describe('a crash', () => {
  test('at any statement of a rollback leaves nothing, and the next judgement completes it', async () => {
    const world = await rollbackWorld(server, { mode: 'off' })
    await world.failUnanswered()
    await world.setPolicy({ mode: 'automatic' })
    const { steps } = await crashAtEveryStep((services) =>
      judgeAiSystem(primum(services), world.id),
    )
    // Locks, facts, the move with its deployments, incident, notices and ledger.
    expect(steps).toBeGreaterThan(30)
    expect(await world.stable()).toBe('1.0.0')
    await expectSoundHistory(world.id)
    const { body } = await world.owner.call('GET', `${world.path}/alias-events?alias=stable`)
    const rollbacks = body.items.filter(({ cause }: { cause: string }) => cause === 'rollback')
    expect(rollbacks).toHaveLength(1)
    const incidents = await world.owner.call('GET', `/incidents?aiSystemId=${world.id}`)
    expect(incidents.body.items).toHaveLength(1)
    expect((await world.owner.call('GET', '/ledger/verify')).body.verified).toBe(true)
  }, 120_000)

  test('at the very commit leaves nothing either', async () => {
    const world = await rollbackWorld(server, { mode: 'off' })
    await world.failUnanswered()
    await world.setPolicy({ mode: 'automatic' })
    await server.owner.query(`
      create function crash_at_commit() returns trigger language plpgsql as $$
      begin
        perform pg_terminate_backend(pg_backend_pid());
        return null;
      end $$ security definer;
      create constraint trigger crash_at_commit after insert on alias_events
        deferrable initially deferred for each row execute function crash_at_commit()`)
    const before = await snapshot()
    await expect(judgeAiSystem(primum(), world.id)).rejects.toThrow(/terminat/)
    expect(await snapshot()).toBe(before)
    await server.owner.query('drop trigger crash_at_commit on alias_events')
    expect((await judgeAiSystem(primum(), world.id)).action).toBe('rollback')
    await expectSoundHistory(world.id)
  }, 60_000)

  test('at any statement of a proposal that comes due leaves it open, and it is carried out once', async () => {
    const world = await rollbackWorld(server, { autoAfterHours: 24 })
    const day = await world.fail()
    const later = new Date(Date.UTC(2026, 0, 1) + (day + 1) * 86_400_000)
    await server.owner.query('update ai_systems set replay_now = $2 where id = $1', [
      world.id,
      later,
    ])
    const { steps } = await crashAtEveryStep((services) =>
      judgeAiSystem(primum(services), world.id),
    )
    expect(steps).toBeGreaterThan(30)
    expect(await world.stable()).toBe('1.0.0')
    expect(await world.proposals()).toMatchObject([{ state: 'acted' }])
    await expectSoundHistory(world.id)
  }, 120_000)
})

describe('a crash of the last approval', () => {
  test('at any statement leaves neither signature nor move; signing again does both', async () => {
    const world = await rollbackWorld(server)
    await world.fail()
    const [{ id }] = await world.proposals()
    await approveProposal(world.lead.ctx, id, { password })
    const { actor, asker } = world.clinician.ctx
    const { organizationId } = server
    const { steps } = await crashAtEveryStep((services) => {
      const ctx = new Context({ services, organizationId, actor, asker })
      return approveProposal(ctx, id, { password })
    })
    expect(steps).toBeGreaterThan(20)
    expect(await world.stable()).toBe('1.0.0')
    expect(await world.proposals()).toMatchObject([{ state: 'approved', approvals: [{}, {}] }])
    await expectSoundHistory(world.id)
  }, 120_000)
})

describe('two promotions and a rollback at once', () => {
  /** How many backends wait for a lock that another one holds. */
  async function waitingBackends(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(server.services.db)
    return rows[0]?.count ?? 0
  }

  /** All of them wait for the same system, in this order, and are let go at once. */
  async function race<T>(aiSystemId: string, contenders: (() => Promise<T>)[]): Promise<T[]> {
    await server.owner.query('begin')
    await server.owner.query('select id from ai_systems where id = $1 for update', [aiSystemId])
    const answers: Promise<T>[] = []
    for (const contend of contenders) {
      answers.push(contend())
      while ((await waitingBackends()) < answers.length) {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    await server.owner.query('commit')
    return Promise.all(answers)
  }

  test('exactly one wins, whoever came first, and the history has no gap', async () => {
    const world = await registryWorld(server)
    for (const place of [0, 1, 2]) {
      const id = await world.system({ tier: 2 })
      const versions = []
      for (const label of ['1.0.0', '2.0.0']) {
        const version = await world.version(id, label)
        expect((await world.promote(id, version)).status).toBe(200)
        versions.push(version)
      }
      const third = await world.version(id, '3.0.0')
      await world.signGate(id)
      await world.approve(id, third)
      const epoch = (await currentEpoch(primum(), id))!
      const proposal = await openProposal(primum(), {
        aiSystemId: id,
        versionId: versions[1]!.id,
        epochSequence: epoch.sequence,
        targetVersionId: versions[0]!.id,
        reasons: [{ code: 'monitor-sensitivity', message: 'Sensitivity fell.' }],
        evidence: {},
        approvalsRequired: 2,
        dueAt: null,
        incidentId: null,
      })
      const path = `/rollback-proposals/${proposal.id}/approvals`
      expect((await world.lead.call('POST', path, { password })).status).toBe(201)

      const { sequence } = (await world.alias(id, 'stable')).body
      const contenders = Array.from({ length: 3 }, (_, index) =>
        index === place
          ? () => world.clinician.call('POST', path, { password })
          : () => world.move(id, 'stable', third.id, { sequence }),
      )
      const answers = await race(id, contenders)
      const won = answers.map(({ status }) => status < 300)
      expect(won, JSON.stringify(answers.map(({ body }) => body))).toEqual([true, false, false])
      for (const { status } of answers.slice(1)) expect([409, 412]).toContain(status)
      const { body } = await world.alias(id, 'stable')
      expect(body.version.label).toBe(place === 0 ? '1.0.0' : '3.0.0')
      await expectSoundHistory(id)
    }
    await world.entries()
  }, 120_000)
})
