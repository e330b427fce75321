import type { z } from 'zod'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { toPage } from '../../http/paging.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { deriveStale } from './derive-stale.ts'
import { conditionsOf, positionOf, selectDuties } from './listing.ts'
import { shownDuty } from './present.ts'
import type { dutyPage, dutyQuery } from './schemas.ts'

/** Duties, what is due first first. What the law asks anew is derived before, for a few systems. */
export async function listDuties(
  ctx: Context,
  query: z.output<typeof dutyQuery>,
): Promise<z.input<typeof dutyPage>> {
  ctx.authorize('duties.read')
  const { remaining } = await deriveStale(ctx)
  const library = await libraryOf(ctx)
  const today = dayOfInstant(ctx.now().toISOString())
  const { scope, where } = conditionsOf(ctx, library, query, today)
  const rows = await selectDuties(ctx, today, scope, { where, limit: query.limit + 1 })
  const show = (row: (typeof rows)[number]) => shownDuty(library, row, today)
  return { ...toPage(rows, query.limit, show, positionOf), deriving: remaining }
}
