import { z } from 'zod'
import { rollbackPolicySchema } from '@primum/core/monitoring/rollback-policy'
import { controlQuery } from './control-query.ts'
import { tiersParameter } from './parameters.ts'
import { loadProductionSystems, systemSubject } from './tested-systems.ts'

export const productionSystemsRollBack = controlQuery({
  id: 'production-systems-roll-back',
  title: 'Production systems have a rollback policy',
  about:
    'Every AI system in production of the given tiers has a rollback policy that somebody set; in tiers 1 and 2 one that is not switched off.',
  parametersSchema: z.strictObject({ tiers: tiersParameter }),
  whenNothing: 'not-decidable',
  run: async (ctx, { tiers }) => {
    const systems = await loadProductionSystems(ctx, tiers)
    const rows = await ctx.db
      .selectFrom('rollback_policies')
      .select(['ai_system_id', 'body'])
      .where('organization_id', '=', ctx.organizationId)
      .execute()
    const modes = new Map(
      rows.map(({ ai_system_id: id, body }) => [id, rollbackPolicySchema.parse(body).mode]),
    )
    return {
      subjects: systems.map((system) => {
        const mode = modes.get(system.id)
        if (mode === undefined) return systemSubject(system, false, 'nobody has set its policy')
        if (mode === 'off' && (system.tier ?? 1) <= 2) {
          return systemSubject(system, false, 'its policy is switched off')
        }
        return systemSubject(system, true, `its policy is set: ${mode}`)
      }),
    }
  },
})
