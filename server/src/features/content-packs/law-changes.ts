import { applicability, compareObligations } from '@primum/core/frameworks/applicability'
import type { Framework } from '@primum/core/frameworks/framework'
import type { LawFacts } from '@primum/core/frameworks/law-facts'
import { asLawFacts } from '@primum/core/frameworks/system-facts'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { listLiveSystems } from '../ai-systems/list-live-systems.ts'
import { knownFacts } from '../law-facts/known-facts.ts'
import type { contentRelease } from './schemas.ts'

type LawChange = z.infer<typeof contentRelease>['law'][number]

/** What would become of the obligations of the AI systems by one law instead of another. */
export async function lawChanges(
  ctx: Context,
  before: Framework | null,
  after: Framework | null,
): Promise<LawChange[]> {
  if ((before?.rules.length ?? 0) + (after?.rules.length ?? 0) === 0) return []
  const today = dayOfInstant(ctx.now().toISOString())
  const found: LawChange[] = []
  for (const system of await listLiveSystems(ctx)) {
    const facts = asLawFacts(await knownFacts(ctx, system))
    const [old, now] = [obligations(before, facts, today), obligations(after, facts, today)]
    for (const change of compareObligations(old, now)) {
      found.push({
        aiSystem: headOf(system),
        requirementId: change.id,
        title: titleOf(change.id, after) ?? titleOf(change.id, before) ?? change.id,
        ...{ before: change.before, after: change.after },
      })
    }
  }
  return found
}

/** The AI systems that a law binds, will bind, or may bind. */
export async function boundSystems(ctx: Context, law: Framework): Promise<AiSystem[]> {
  if (law.rules.length === 0) return []
  const today = dayOfInstant(ctx.now().toISOString())
  const bound: AiSystem[] = []
  for (const system of await listLiveSystems(ctx)) {
    const facts = asLawFacts(await knownFacts(ctx, system))
    const found = obligations(law, facts, today)
    if (found.some(({ state }) => state !== 'exempt')) bound.push(system)
  }
  return bound
}

function obligations(law: Framework | null, facts: LawFacts, today: string) {
  return law === null ? [] : applicability([law], facts, today).obligations
}

function titleOf(id: string, framework: Framework | null): string | null {
  return framework?.requirements.find((each) => each.id === id)?.title ?? null
}

const headOf = ({ id, reference, name }: AiSystem) => ({ id, reference, name })
