import type { z } from 'zod'
import { noLegalAdvice } from '@primum/core/frameworks/applicability'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { listLiveSystems } from '../ai-systems/list-live-systems.ts'
import { lawOf } from './list-obligations.ts'
import type { lawCalendar } from './schemas.ts'

type Day = z.input<typeof lawCalendar>['days'][number]
type Coming = Day['obligations'][number]

/** The law that is coming for the systems of the organization, day by day. Examples are left out. */
export async function readCalendar(ctx: Context): Promise<z.input<typeof lawCalendar>> {
  ctx.authorize('obligations.read')
  const today = dayOfInstant(ctx.now().toISOString())
  const days = new Map<string, Map<string, Coming>>()
  for (const system of await listLiveSystems(ctx)) {
    const { id, reference, name } = system
    const { obligations } = await lawOf(ctx, system, today)
    for (const { state, effective, effectiveNote, requirement, framework } of obligations) {
      if (state !== 'coming' || effective === null) continue
      const day = days.get(effective) ?? new Map<string, Coming>()
      days.set(effective, day)
      const known = day.get(requirement.id) ?? {
        ...{ id: requirement.id, title: requirement.title, framework: framework.title },
        ...{ note: effectiveNote, systems: [] },
      }
      day.set(requirement.id, known)
      known.systems.push({ id, reference, name })
    }
  }
  return {
    today,
    days: [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, obligations]) => ({ day, obligations: [...obligations.values()] })),
    notice: noLegalAdvice,
  }
}
