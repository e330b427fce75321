import { z } from 'zod'
import { isReviewed, needsLabels } from '@primum/core/monitoring/metric-kind'
import type { Context } from '../context.ts'
import { bodyOf } from '../monitoring/monitor-body.ts'
import { controlQuery } from './control-query.ts'
import { tiersParameter } from './parameters.ts'
import { loadProductionSystems, systemSubject } from './tested-systems.ts'

export const productionSystemsWatched = controlQuery({
  id: 'production-systems-watched',
  title: 'Production systems are watched',
  about:
    'Every AI system in production of the given tiers has a heartbeat and a monitor of its performance, or of what reviewers say, and both are switched on.',
  parametersSchema: z.strictObject({ tiers: tiersParameter }),
  whenNothing: 'not-decidable',
  run: async (ctx, { tiers }) => {
    const systems = await loadProductionSystems(ctx, tiers)
    const watch = await loadWatch(ctx)
    return {
      subjects: systems.map((system) => {
        const { heartbeat, performance } = watch.get(system.id) ?? nothing
        const missing = [
          ...(heartbeat ? [] : ['a heartbeat']),
          ...(performance ? [] : ['a monitor of its performance']),
        ]
        return missing.length === 0
          ? systemSubject(system, true, 'a heartbeat and a monitor of its performance are on')
          : systemSubject(system, false, `it lacks ${missing.join(' and ')}`)
      }),
    }
  },
})

const nothing = { heartbeat: false, performance: false }

async function loadWatch(ctx: Context): Promise<Map<string, typeof nothing>> {
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['ai_system_id', 'body', 'enabled'])
    .where('organization_id', '=', ctx.organizationId)
    .where('enabled', '=', true)
    .execute()
  const watch = new Map<string, typeof nothing>()
  for (const row of rows) {
    const { metric } = bodyOf(row)
    const known = watch.get(row.ai_system_id) ?? nothing
    watch.set(row.ai_system_id, {
      heartbeat: known.heartbeat || metric === 'heartbeat',
      performance: known.performance || needsLabels(metric) || isReviewed(metric),
    })
  }
  return watch
}
