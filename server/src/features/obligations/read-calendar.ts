import type { z } from 'zod'
import { noLegalAdvice } from '@primum/core/frameworks/applicability'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { deriveStale } from '../duties/derive-stale.ts'
import type { lawCalendar } from './schemas.ts'

type Day = z.input<typeof lawCalendar>['days'][number]

/** The law that is coming for the systems of the organization, day by day. Examples are left out. */
export async function readCalendar(ctx: Context): Promise<z.input<typeof lawCalendar>> {
  ctx.authorize('obligations.read')
  const { remaining } = await deriveStale(ctx)
  const library = await libraryOf(ctx)
  const days = new Map<string, Map<string, Day['obligations'][number]>>()
  for (const row of await loadComing(ctx)) {
    const { requirement_id: id, effective, reference, name } = row
    if (effective === null) continue
    const framework = library.frameworks.get(row.framework)
    const rule = framework?.rules.find((each) => each.id === row.rule)
    const day = days.get(effective) ?? new Map<string, Day['obligations'][number]>()
    days.set(effective, day)
    const known = day.get(id) ?? {
      ...{ id, title: library.requirement(id)?.title ?? id },
      ...{ framework: framework?.title ?? row.framework, note: rule?.effectiveNote ?? null },
      systems: [],
    }
    day.set(id, known)
    known.systems.push({ id: row.ai_system_id, reference, name })
  }
  return {
    today: dayOfInstant(ctx.now().toISOString()),
    days: [...days].map(([day, obligations]) => ({ day, obligations: [...obligations.values()] })),
    deriving: remaining,
    notice: noLegalAdvice,
  }
}

async function loadComing(ctx: Context) {
  return ctx.db
    .selectFrom('duties')
    .innerJoin('ai_systems', 'ai_systems.id', 'duties.ai_system_id')
    .select(['requirement_id', 'framework', 'rule', 'effective', 'ai_system_id'])
    .select(['reference', 'name'])
    .where('duties.organization_id', '=', ctx.organizationId)
    .where('duties.state', '=', 'coming')
    .orderBy('effective')
    .orderBy('framework')
    .orderBy('requirement_id')
    .orderBy('name')
    .orderBy('ai_systems.id')
    .execute()
}
