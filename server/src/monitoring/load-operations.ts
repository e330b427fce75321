import { operationsDaySchema } from '@primum/core/monitoring/operations-day'
import type { OperationsDay, OperationsDays } from '@primum/core/monitoring/operations-day'
import { addDays } from '@primum/core/monitoring/days'
import { volumeSettings } from '@primum/core/monitoring/thresholds'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'

/** The operations of everyone or of one site. */
export type Operations = {
  (segment: Segment): OperationsDays
  /** those that anything was ever counted for */
  sites: () => string[]
}

const nothing: OperationsDays = { counted: 'predictions', firstDay: null, day: () => null }

export const noOperations: Operations = Object.assign(() => nothing, { sites: () => [] })

/** The operations of an AI system in a span of days, and in the weeks that volume looks back. */
export async function loadOperations(
  ctx: Context,
  aiSystemId: string,
  span: { from: string; to: string },
): Promise<Operations> {
  const before = addDays(span.from, -7 * (volumeSettings.weeks + 2))
  const own = ctx.db
    .selectFrom('operations_profiles')
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
  const rows = await own
    .select(['day', 'site', 'body'])
    .where('day', '>=', before)
    .where('day', '<=', span.to)
    .execute()
  const firsts = await own
    .select((eb) => ['site', eb.fn.min('day').as('first')])
    .groupBy('site')
    .execute()
  const state = await ctx.db
    .selectFrom('telemetry_state')
    .select('last_predicted_at')
    .where('ai_system_id', '=', aiSystemId)
    .executeTakeFirst()
  const counted = state?.last_predicted_at ? 'predictions' : 'calls'
  const first = new Map(firsts.map((row) => [row.site, row.first]))
  const bodies = new Map(rows.map((row) => [`${row.site}\n${row.day}`, row.body]))
  const read = new Map<string, OperationsDay>()
  const daysOf = ({ value: site }: Segment): OperationsDays => ({
    counted,
    firstDay: first.get(site) ?? null,
    day: (day) => {
      const key = `${site}\n${day}`
      const known = read.get(key)
      if (known !== undefined) return known
      const body = bodies.get(key)
      if (body === undefined) return null
      const parsed = operationsDaySchema.parse(body)
      read.set(key, parsed)
      return parsed
    },
  })
  const sites = [...first.keys()].filter((site) => site !== '').toSorted()
  return Object.assign(daysOf, { sites: () => sites })
}

/** The days on which anything was counted for an AI system, or null where nothing was. */
export async function operatedDays(
  ctx: Context,
  aiSystemId: string,
): Promise<{ from: string; to: string } | null> {
  const found = await ctx.db
    .selectFrom('operations_profiles')
    .select((eb) => [eb.fn.min('day').as('from'), eb.fn.max('day').as('to')])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  return found?.from && found.to ? { from: found.from, to: found.to } : null
}
