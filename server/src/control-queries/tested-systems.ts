import type { TestedSubject } from '@primum/core/controls/tested-subjects'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { selectAiSystems, toAiSystem } from '../features/ai-systems/store.ts'

/**
 * The AI systems that automatic tests look at: those not retired, and neither made up nor replayed,
 * because examples prove nothing of the organization.
 */
export async function loadTestedSystems(ctx: Context): Promise<AiSystem[]> {
  const rows = await selectAiSystems(ctx.db, ctx.organizationId)
    .where('ai_systems.synthetic', '=', false)
    .where('ai_systems.clock', '=', 'live')
    .where('ai_systems.stage', '!=', 'retirement')
    .orderBy('ai_systems.name')
    .orderBy('ai_systems.id')
    .execute()
  return rows.map(toAiSystem)
}

/**
 * Those of the given tiers that run: a version is stable, or their stage says so. Without a tier a
 * system is held to the highest one, as its gates do.
 */
export async function loadProductionSystems(
  ctx: Context,
  tiers: readonly number[],
): Promise<AiSystem[]> {
  const systems = await loadTestedSystems(ctx)
  return systems.filter(({ stableVersion, stage, tier }) => {
    const runs =
      stableVersion !== null || stage === 'operation-and-monitoring' || stage === 're-evaluation'
    return runs && tiers.includes(tier ?? 1)
  })
}

export function systemSubject(
  { id, name, reference }: AiSystem,
  ok: boolean | null,
  reason: string,
): TestedSubject {
  return { subject: { type: 'ai-systems', id, label: `${name} (${reference})` }, ok, reason }
}
