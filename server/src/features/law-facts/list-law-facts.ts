import type { z } from 'zod'
import { lawFactNames, lawFacts } from '@primum/core/frameworks/law-facts'
import type { LawFact } from '@primum/core/frameworks/law-facts'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { knownFacts, organizationFacts } from './known-facts.ts'
import type { ToldFact } from './known-facts.ts'
import type { lawFactList } from './schemas.ts'

type Listed = z.input<typeof lawFactList>

/** Every fact that the law asks of a system, with what is known of it and from where. */
export async function listSystemFacts(ctx: Context, aiSystemId: string): Promise<Listed> {
  ctx.authorize('law-facts.read')
  const known = await knownFacts(ctx, await loadAiSystem(ctx, aiSystemId))
  return { items: lawFactNames.map((name) => shown(name, known)) }
}

/** The facts that are said once for the whole organization. */
export async function listOrganizationFacts(ctx: Context): Promise<Listed> {
  ctx.authorize('law-facts.read')
  const known = await organizationFacts(ctx)
  const names = lawFactNames.filter((name) => lawFacts[name].of === 'organization')
  return { items: names.map((name) => shown(name, known)) }
}

function shown(name: (typeof lawFactNames)[number], known: readonly ToldFact[]) {
  const fact: LawFact = lawFacts[name]
  const told = known.find((each) => each.name === name)
  const values = fact.type === 'boolean' ? {} : fact.values
  return {
    name,
    of: fact.of,
    question: fact.question,
    type: fact.type,
    values: Object.entries(values).map(([value, label]) => ({ value, label })),
    value: told === undefined ? null : asPlain(told.value),
    source: told?.source ?? null,
    statedBy: told?.statedBy ?? null,
    statedAt: told?.statedAt ?? null,
  }
}

function asPlain(value: ToldFact['value']): boolean | string | string[] {
  return typeof value === 'boolean' || typeof value === 'string' ? value : [...value]
}
