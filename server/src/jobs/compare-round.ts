import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { loadAiSystem } from '../features/ai-systems/load-ai-system.ts'
import { domainKey, measureDomains } from '../monitoring/measure-domains.ts'
import { systemNow } from '../monitoring/system-now.ts'

/**
 * Compares the inputs of yesterday with those of the first weeks, for every live system with a
 * monitor of it: one system after the other, and what is there already is passed over.
 */
export async function compareAll(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const systems = await services.db
    .selectFrom('monitors')
    .innerJoin('ai_systems', 'ai_systems.id', 'monitors.ai_system_id')
    .select(['ai_systems.id', 'ai_systems.organization_id as organizationId'])
    .where('monitors.key', '=', domainKey)
    .where('monitors.enabled', '=', true)
    .where('ai_systems.clock', '=', 'live')
    .execute()
  for (const { id, organizationId } of systems) {
    if (signal.aborted) return
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    try {
      const system = await loadAiSystem(ctx, id)
      await measureDomains(ctx, system, { now: systemNow(ctx, system), signal })
    } catch (error) {
      onError(error)
    }
  }
}
