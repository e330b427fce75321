import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'
import type { RegistryWorld } from './registry-world.ts'

let server: TestServer
let world: RegistryWorld
let now = Date.parse('2026-01-01T00:00:00Z')

/** A clock that never stands still, as approvals and moves are told apart by time. */
const clock = () => new Date((now += 1))
const day = 24 * 60 * 60 * 1000

beforeAll(async () => {
  server = await startTestServer({ clock })
  world = await registryWorld(server)
})
afterAll(() => server.close())

describe('laws of the registry', () => {
  const versions = 3
  const acts = ['promote', 'promote', 'promote', 'roll-back', 'roll-back', 'withdraw', 'candidate']
  const step = fc.record({
    act: fc.constantFrom(...acts, 'stop', 'clear', 'clock-back'),
    version: fc.nat(versions - 1),
  })
  type Step = { act: string; version: number }

  test('hold after every sequence of moves, rollbacks and withdrawals', async () => {
    let moved = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 24 }), async (steps) => {
        const id = await world.system({ tier: 3 })
        const made: { id: string; digest: string }[] = []
        for (let index = 0; index < versions; index += 1) {
          made.push(await world.version(id, `${index + 1}.0.0`))
        }
        for (const each of steps) {
          await take(id, each, made)
          await expectNoWithdrawnAlias(id)
        }
        moved += await expectReplay(id)
        expect(await world.auditor.call('GET', `/ai-systems/${id}`)).toMatchObject({ status: 200 })
      }),
      { numRuns: 8, seed: 20260101 },
    )
    // Or the laws would hold of systems in which nothing happens.
    expect(moved).toBeGreaterThan(40)
    await world.entries()
  }, 120_000)

  async function take(id: string, each: Step, made: { id: string; digest: string }[]) {
    if (each.act === 'clock-back') {
      now -= 40
      return
    }
    if (each.act === 'stop') return world.rollBack(id, null)
    if (each.act === 'clear') return world.move(id, 'stable', null)
    const version = made[each.version]!
    if (each.act === 'candidate') return world.move(id, 'candidate', version.id)
    if (each.act === 'withdraw') {
      return world.owner.call('POST', `/versions/${version.id}/withdraw`, { reason: 'x' })
    }
    if (each.act === 'roll-back') return world.rollBack(id, version.id).catch(expectReasons)
    await world.move(id, 'candidate', version.id)
    await world.signGate(id)
    await world.approve(id, version)
    const answer = await world.move(id, 'stable', version.id)
    expect([200, 409, 412]).toContain(answer.status)
    return answer
  }

  /** A refusal is one of ours, with its reasons; anything else is a fault. */
  function expectReasons(error: unknown) {
    expect(error).toMatchObject({ code: 'precondition-failed' })
  }

  async function expectNoWithdrawnAlias(id: string) {
    const { body } = await world.owner.call('GET', `/ai-systems/${id}/versions`)
    for (const version of body.items) {
      if (version.withdrawnAt !== null) expect(version.aliases).toEqual([])
    }
  }

  /** Replays the events: each starts where the one before ended, and the end is what stands now. */
  async function expectReplay(id: string): Promise<number> {
    const { body } = await world.owner.call('GET', `/ai-systems/${id}/alias-events?limit=200`)
    const state: Record<string, { to: unknown; sequence: number }> = {}
    let time = ''
    for (const event of body.items.toReversed()) {
      expect(event.from).toEqual(state[event.alias]?.to ?? null)
      expect(event.to).not.toEqual(event.from)
      expect(event.effectiveAt >= time).toBe(true)
      time = event.effectiveAt
      state[event.alias] = event
    }
    const aliases = await world.owner.call('GET', `/ai-systems/${id}/aliases`)
    for (const { alias, version, sequence } of aliases.body.items) {
      expect({ version, sequence }).toEqual({
        version: state[alias]?.to ?? null,
        sequence: state[alias]?.sequence ?? 0,
      })
    }
    const [stable, previous] = [state['stable']?.to ?? null, state['previous']?.to ?? null]
    if (stable !== null) expect(previous).not.toEqual(stable)
    const at = new Date(now + day).toISOString()
    const running = await world.owner.call('GET', `/ai-systems/${id}/deployments?at=${at}`)
    expect(running.body.items[0]?.version ?? null).toEqual(stable)
    return body.items.filter(({ alias }: { alias: string }) => alias === 'stable').length as number
  }
})
