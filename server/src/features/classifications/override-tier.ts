import { digestOf } from '@primum/core/ledger/chain'
import { reviewTierOverride } from '@primum/core/risk/override'
import type { Tier } from '@primum/core/risk/tiering-content'
import type { Reason } from '@primum/core/shared/result'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { parse } from '../../parse.ts'
import { setTier } from '../ai-systems/set-tier.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { currentClassification, expiryOf } from './current-classification.ts'
import { overrideTierRequest } from './schemas.ts'
import { insertClassification } from './store.ts'
import type { ClassificationRecord } from './store.ts'

/** Sets a computed tier aside, signed, within what the content allows. Answers the new record. */
export async function overrideTier(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<ClassificationRecord> {
  ctx.authorize('classifications.override')
  const { password, code, ...wanted } = parse(overrideTierRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  const tiering = await ctx.services.content.tiering()
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const { newest, state } = await currentClassification(tx, system)
    if (newest === null || state !== 'signed') throw refusedBecause([notClassified(aiSystemId)])
    const { result } = newest
    const decision = reviewTierOverride(
      {
        tier: wanted.tier as Tier,
        reason: wanted.reason,
        expiresAt: expiryOf(wanted.expiresOn),
        councilApproved: wanted.councilDecision !== null,
      },
      { tier: result.tier as Tier, tierByScore: result.tierByScore as Tier },
      system.archetype,
      tx.now(),
      tiering,
    )
    if (!decision.allowed) {
      throw refusedBecause(decision.reasons.map((reason) => placed(reason, aiSystemId)))
    }
    const basedOn = newest.override?.basedOn ?? newest.id
    const { id, name } = tx.stamp()
    const after = await insertClassification(tx, {
      ...newest,
      id: tx.newId(),
      tier: wanted.tier,
      override: { ...wanted, basedOn, by: { id, name } },
    })
    appendEntry(tx, {
      action: 'classifications.override',
      subject: { type: 'classifications', id: after.id },
      before: newest,
      after,
      details: { aiSystemId, from: newest.tier, to: after.tier, reason: wanted.reason },
    })
    await recordSignOff(tx, {
      aiSystemId,
      subjectType: 'classifications',
      subjectId: after.id,
      meaning: 'override-tier',
      digest: digestOf(sha256, plainJson({ aiSystemId, ...wanted, basedOn, result })),
      statement: wanted.reason,
      method,
    })
    await setTier(tx, aiSystemId, after.tier)
    return after
  })
}

function notClassified(id: string): Reason {
  return {
    code: 'classification-missing',
    message:
      'There is no classification of the system as it is now, whose tier could be overridden.',
    remedy: 'Classify it first.',
    who: 'Governance lead',
    where: `/ai-systems/${id}/risk-and-impact`,
  }
}

function placed(reason: Reason, id: string): Reason {
  return reason.where === undefined
    ? reason
    : { ...reason, where: reason.where.replace('{id}', id) }
}
