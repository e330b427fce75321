import { z } from 'zod'
import type { Context } from '../context.ts'
import { controlQuery } from './control-query.ts'
import { tiersParameter } from './parameters.ts'
import { loadProductionSystems, systemSubject } from './tested-systems.ts'

export const productionSystemsValidated = controlQuery({
  id: 'production-systems-validated',
  title: 'Stable versions have a signed validation report that met its criteria',
  about:
    'The stable version of every AI system in production of the given tiers has a signed validation report, and the newest one met the criteria of its protocol. Where no version is stable it cannot be said.',
  parametersSchema: z.strictObject({ tiers: tiersParameter }),
  whenNothing: 'not-decidable',
  run: async (ctx, { tiers }) => {
    const systems = await loadProductionSystems(ctx, tiers)
    const reports = await loadNewestReports(ctx)
    return {
      subjects: systems.map((system) => {
        const { stableVersion } = system
        if (stableVersion === null) return systemSubject(system, null, 'no version is stable')
        const verdict = reports.get(stableVersion.id)
        const version = `version ${stableVersion.label}`
        return verdict === undefined
          ? systemSubject(system, false, `${version} has no signed validation report`)
          : systemSubject(system, verdict === 'met', `the report of ${version} ${said[verdict]}`)
      }),
    }
  },
})

const said = {
  met: 'met its criteria',
  'not-met': 'did not meet its criteria',
  'not-estimable': 'could not judge its criteria',
} as const

/** What the newest signed report of each stable version says. */
async function loadNewestReports(ctx: Context): Promise<Map<string, keyof typeof said>> {
  const rows = await ctx.db
    .selectFrom('validation_runs')
    .innerJoin('aliases', 'aliases.version_id', 'validation_runs.version_id')
    .distinctOn('validation_runs.version_id')
    .select(['validation_runs.version_id', 'verdict'])
    .where('organization_id', '=', ctx.organizationId)
    .where('aliases.alias', '=', 'stable')
    .where('signed_at', 'is not', null)
    .orderBy('validation_runs.version_id')
    .orderBy('signed_at', 'desc')
    .orderBy('validation_runs.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.version_id, row.verdict as keyof typeof said]))
}
