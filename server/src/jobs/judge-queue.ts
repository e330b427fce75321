import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { judgeAiSystem } from '../features/monitors/judge-ai-system.ts'

export type JudgeQueue = {
  judgeSoon: (organizationId: string, aiSystemId: string) => void
  /** Resolves when nothing waits any more. */
  idle: () => Promise<void>
}

/**
 * Judges systems soon after their telemetry changed, one at a time, each at most once per wait. It
 * is only haste: what a crash loses here, the scheduled round judges within a minute.
 */
export function createJudgeQueue(
  services: Services,
  onError: (error: unknown) => void,
): JudgeQueue {
  const waiting = new Map<string, string>()
  let working: Promise<void> = Promise.resolve()
  const drain = async () => {
    for (;;) {
      const next = waiting.entries().next().value
      if (next === undefined) return
      const [aiSystemId, organizationId] = next
      waiting.delete(aiSystemId)
      await judgeAs(services, organizationId, aiSystemId).catch(onError)
    }
  }
  return {
    judgeSoon: (organizationId, aiSystemId) => {
      waiting.set(aiSystemId, organizationId)
      working = working.then(drain)
    },
    idle: () => working,
  }
}

async function judgeAs(
  services: Services,
  organizationId: string,
  aiSystemId: string,
): Promise<void> {
  const ctx = new Context({
    services,
    organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  const system = await ctx.db
    .selectFrom('ai_systems')
    .select('clock')
    .where('id', '=', aiSystemId)
    .executeTakeFirst()
  // A replay is judged when its clock is told to advance, never in between.
  if (system?.clock === 'live') await judgeAiSystem(ctx, aiSystemId)
}

/**
 * Judges every live system that has a stable version: silence is only found by looking, and this is
 * the clock by which a proposal that nobody answered comes due. One that still has an open proposal
 * is looked at even without a stable version, as then the proposal ends.
 */
export async function judgeAll(
  services: Services,
  onError: (error: unknown) => void,
): Promise<void> {
  const rows = await services.db
    .selectFrom('aliases')
    .innerJoin('ai_systems', 'ai_systems.id', 'aliases.ai_system_id')
    .select(['ai_systems.id', 'ai_systems.organization_id'])
    .where('alias', '=', 'stable')
    .where((eb) =>
      eb.or([
        eb('aliases.version_id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('rollback_proposals')
            .select('rollback_proposals.id')
            .whereRef('rollback_proposals.ai_system_id', '=', 'ai_systems.id')
            .where('state', '=', 'open'),
        ),
      ]),
    )
    .where('clock', '=', 'live')
    .execute()
  for (const row of rows) {
    await judgeAs(services, row.organization_id, row.id).catch(onError)
  }
}
