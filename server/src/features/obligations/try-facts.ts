import type { z } from 'zod'
import { compareObligations } from '@primum/core/frameworks/applicability'
import type { LawFacts } from '@primum/core/frameworks/law-facts'
import { asLawFacts } from '@primum/core/frameworks/system-facts'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { knownFacts } from '../law-facts/known-facts.ts'
import { lawFor, shownLaw } from './list-obligations.ts'
import { whatIfRequest } from './schemas.ts'
import type { whatIf } from './schemas.ts'

/** What other facts, or another day, would change of the law of a system. Nothing is kept. */
export async function tryFacts(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.input<typeof whatIf>> {
  ctx.authorize('obligations.read')
  const request = parse(whatIfRequest, input)
  const system = await loadAiSystem(ctx, aiSystemId)
  const today = dayOfInstant(ctx.now().toISOString())
  const known = asLawFacts(await knownFacts(ctx, system))
  const day = request.today ?? today
  const facts: LawFacts = { ...known, ...request.facts }
  const before = await lawFor(ctx, known, today)
  const after = await lawFor(ctx, facts, day)
  const library = await libraryOf(ctx)
  return {
    after: await shownLaw(ctx, after, day),
    changes: compareObligations(before.obligations, after.obligations).map((change) => ({
      ...change,
      title: library.requirement(change.id)?.title ?? change.id,
    })),
  }
}
