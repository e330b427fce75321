import { lawFacts } from '@primum/core/frameworks/law-facts'
import type { ProhibitionFact } from '@primum/core/lifecycle/law-check'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { lawOf } from './list-obligations.ts'

/** What a law forbids of a system, or may forbid, as its gates ask it. */
export async function prohibitionsOf(ctx: Context, system: AiSystem): Promise<ProhibitionFact[]> {
  const today = dayOfInstant(ctx.now().toISOString())
  const { prohibitions } = await lawOf(ctx, system, today)
  return prohibitions.map(({ requirement, framework, state, why, missing }) => ({
    id: requirement.id,
    title: requirement.title,
    law: framework.title,
    state: state === 'applies' ? 'applies' : 'may-apply',
    why,
    questions: missing.map((name) => lawFacts[name].question),
  }))
}
