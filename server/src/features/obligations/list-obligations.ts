import type { z } from 'zod'
import { applicability, noLegalAdvice } from '@primum/core/frameworks/applicability'
import type { Applicability, Obligation } from '@primum/core/frameworks/applicability'
import { lawFacts } from '@primum/core/frameworks/law-facts'
import type { LawFacts } from '@primum/core/frameworks/law-facts'
import type { Library } from '@primum/core/frameworks/library'
import { asLawFacts } from '@primum/core/frameworks/system-facts'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { knownFacts } from '../law-facts/known-facts.ts'
import type { obligation, obligationList } from './schemas.ts'

/** What the law asks of a system by the facts that are known of it. */
export async function listObligations(
  ctx: Context,
  aiSystemId: string,
): Promise<z.input<typeof obligationList>> {
  ctx.authorize('obligations.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  const today = dayOfInstant(ctx.now().toISOString())
  return shownLaw(ctx, await lawOf(ctx, system, today), today)
}

/** As the gates ask it, too. */
export async function lawOf(ctx: Context, system: AiSystem, today: string): Promise<Applicability> {
  return lawFor(ctx, asLawFacts(await knownFacts(ctx, system)), today)
}

export async function lawFor(ctx: Context, facts: LawFacts, today: string): Promise<Applicability> {
  const library = await libraryOf(ctx)
  return applicability(library.laws(), facts, today)
}

export async function shownLaw(
  ctx: Context,
  found: Applicability,
  today: string,
): Promise<z.input<typeof obligationList>> {
  const library = await libraryOf(ctx)
  return {
    today,
    items: found.obligations.map((each) => shown(library, each)),
    prohibitions: found.prohibitions.map(({ requirement }) => requirement.id),
    questions: found.questions.map(({ fact, settles }) => ({
      ...{ fact, settles, question: lawFacts[fact].question },
    })),
    notice: noLegalAdvice,
  }
}

export function shown(library: Library, each: Obligation): z.input<typeof obligation> {
  const { requirement, framework, missing, exemptions, why, ...rest } = each
  const { id, title, text, citation, deadline, everyMonths, asOf, confidence } = requirement
  const known = library.frameworks.get(framework.id)?.sources ?? {}
  return {
    ...{ id, title, asOf, confidence, ...rest, why, missing },
    text: text ?? null,
    citation: citation ?? null,
    framework: { id: framework.id, title: framework.title, release: framework.release },
    jurisdiction: framework.jurisdiction ?? null,
    exemptions: exemptions.map((lifted) => ({ ...lifted })),
    deadline: deadline?.text ?? null,
    everyMonths: everyMonths ?? null,
    sources: requirement.source.map((key) => ({
      key,
      title: known[key]?.title ?? key,
      locator: known[key]?.locator ?? null,
    })),
  }
}
