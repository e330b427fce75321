import { z } from 'zod'
import { replayAliases } from '@primum/core/monitoring/alias-history'
import { endedMonths } from '@primum/core/monitoring/ended-months'
import type { Context } from '../context.ts'
import {
  settleDays,
  summaryOrigin,
  summaryOriginType,
} from '../features/monitoring-summaries/summary-origin.ts'
import { readStableMoves } from '../monitoring/stable-moves.ts'
import { controlQuery } from './control-query.ts'
import { tiersParameter } from './parameters.ts'
import { loadProductionSystems, systemSubject } from './tested-systems.ts'

export const productionSystemsSummarised = controlQuery({
  id: 'production-systems-summarised',
  title: 'Production systems have a monitoring summary of the last month',
  about:
    'Every AI system in production of the given tiers has a monitoring summary of the last month that is over, filed as evidence and not withdrawn; on the first two days of a month that of the month before is asked for. Where no version was stable in that month it cannot be said.',
  parametersSchema: z.strictObject({ tiers: tiersParameter }),
  whenNothing: 'not-decidable',
  run: async (ctx, { tiers }, now) => {
    const systems = await loadProductionSystems(ctx, tiers)
    // A day longer than it takes: the schedule that files comes once an hour.
    const [month] = endedMonths(now.toISOString(), 1, settleDays + 1)
    const { name, since, until } = month!
    const filed = await loadFiled(ctx)
    const subjects = []
    for (const system of systems) {
      const withdrawn = filed.get(summaryOrigin(system.id, name).id)
      if (withdrawn === false) {
        subjects.push(systemSubject(system, true, `the summary of ${name} is filed`))
      } else if (withdrawn === true) {
        subjects.push(systemSubject(system, false, `the summary of ${name} was withdrawn`))
      } else {
        const { periods } = replayAliases(await readStableMoves(ctx, system.id))
        const ran = periods.some(({ from, to }) => from < until && (to === null || to > since))
        subjects.push(
          ran
            ? systemSubject(system, false, `it ran in ${name}, and has no monitoring summary of it`)
            : systemSubject(system, null, `no version was stable in ${name}`),
        )
      }
    }
    return { subjects }
  },
})

/** The summaries there are, by what they were filed of, and whether each was withdrawn. */
async function loadFiled(ctx: Context): Promise<Map<string | null, boolean>> {
  const rows = await ctx.db
    .selectFrom('evidence')
    .select(['origin_id', 'withdrawn_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('origin', '=', 'primum')
    .where('origin_type', '=', summaryOriginType)
    .execute()
  return new Map(rows.map((row) => [row.origin_id, row.withdrawn_at !== null]))
}
