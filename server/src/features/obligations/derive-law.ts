import type { z } from 'zod'
import type { LawFacts } from '@primum/core/frameworks/law-facts'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { lawFor, shownLaw } from './list-obligations.ts'
import { whatIfRequest } from './schemas.ts'
import type { obligationList } from './schemas.ts'

/** What the law asks of a system that is no record yet: by the facts that are given, and no others. */
export async function deriveLaw(
  ctx: Context,
  input: unknown,
): Promise<z.input<typeof obligationList>> {
  ctx.authorize('obligations.read')
  const request = parse(whatIfRequest, input)
  const today = request.today ?? dayOfInstant(ctx.now().toISOString())
  return shownLaw(ctx, await lawFor(ctx, request.facts as LawFacts, today), today)
}
