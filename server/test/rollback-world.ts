import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { TestServer } from './harness.ts'
import { monitoringWorld, span } from './monitoring-world.ts'

export type RollbackWorld = Awaited<ReturnType<typeof rollbackWorld>>

/** A monitored system whose 2.0.0 fails after 1.0.0 served well; people and shortcuts for both. */
export async function rollbackWorld(
  server: TestServer,
  change: Partial<RollbackPolicy> = {},
  features?: FeatureSchema[],
) {
  const world = await monitoringWorld(server, features)
  const { lead, owner, path } = world
  const setPolicy = async (more: Partial<RollbackPolicy>) => {
    // 1.0.0 serves for six days only.
    const soak = { days: 5, maturedOutcomes: 400 }
    const body = { ...defaultRollbackPolicy, soak, ...change, ...more }
    const set = await lead.call('PUT', `${path}/rollback-policy`, body)
    if (set.status !== 200) throw new Error(JSON.stringify(set.body))
  }
  await world.makeStable('1.0.0', 0)
  const versionId = world.versions['1.0.0']
  await lead.call('POST', `${path}/monitors/defaults`, { versionId })
  await setPolicy({})
  return {
    ...world,
    setPolicy,
    /** 1.0.0 serves, then 2.0.0 fails until something is decided; answers the day after. */
    fail: async (from = 6): Promise<number> => {
      await world.live(span(1, 3), '1.0.0', { flatten: 0 })
      await world.makeStable('2.0.0', from)
      for (let day = from; day < from + 20; day += 1) {
        const [answer] = await world.live([day], '2.0.0', { flatten: 0.9 })
        const { lastDryRun } = (await lead.call('GET', `${path}/rollback-policy`)).body
        const decided = ['rollback', 'suspend', 'propose'].includes(answer!.action)
        if (decided || lastDryRun !== null) return day + 1
      }
      throw new Error('nothing was decided')
    },
    /** The same under a policy that is off: the evidence is there, and nobody has acted on it. */
    failUnanswered: async (): Promise<void> => {
      await world.live(span(1, 3), '1.0.0', { flatten: 0 })
      await world.makeStable('2.0.0', 6)
      await world.live(span(6, 14), '2.0.0', { flatten: 0.9 })
    },
    proposals: async () => (await owner.call('GET', `${path}/rollback-proposals`)).body.items,
    stable: async (): Promise<string | null> =>
      (await owner.call('GET', `${path}/aliases/stable`)).body.version?.label ?? null,
    actions: async (): Promise<string[]> => {
      const { body } = await owner.call('GET', '/ledger?limit=100')
      return body.items.map((entry: { action: string }) => entry.action)
    },
  }
}
