import type { Answer } from '@primum/core/questionnaires/answers'
import { classificationInput } from '@primum/core/risk/classification-input'
import { classify } from '@primum/core/risk/tier'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { setTier } from '../ai-systems/set-tier.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { classifyRequest } from './schemas.ts'
import { insertClassification } from './store.ts'
import type { ClassificationRecord } from './store.ts'
import { readSystemFacts } from './system-facts.ts'

/** Gives the system its tier, from six answers and the facts of its record. Ends any override. */
export async function classifyAiSystem(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<ClassificationRecord> {
  ctx.authorize('classifications.classify')
  const { answers } = parse(classifyRequest, input)
  const questionnaire = await ctx.services.content.questionnaire('classification')
  const tiering = await ctx.services.content.tiering()
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const read = readSystemFacts(system)
    if (!read.ok) throw refusedBecause(read.reasons)
    const all: Answer[] = Object.entries({ ...answers, ...read.facts }).map(
      ([questionId, value]) => ({ questionId, value }),
    )
    const parsed = classificationInput(all, questionnaire)
    if (!parsed.ok) throw refusedBecause(parsed.reasons)
    const result = classify(parsed.input, tiering)
    const after = await insertClassification(tx, {
      id: tx.newId(),
      aiSystemId,
      tier: result.tier,
      result: { ...result, facts: read.facts },
      override: null,
      answers,
      contentVersion: `${questionnaire.version}+tiering-${tiering.version}`,
    })
    appendEntry(tx, {
      action: 'classifications.classify',
      subject: { type: 'classifications', id: after.id },
      before: null,
      after,
      details: { aiSystemId, tier: after.tier, contentVersion: after.contentVersion },
    })
    await setTier(tx, aiSystemId, after.tier)
    return after
  })
}
