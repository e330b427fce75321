import { advance } from '@primum/core/lifecycle/advance'
import { evaluateGate } from '@primum/core/lifecycle/gates'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { setStage } from '../ai-systems/set-stage.ts'
import { rollBackStable } from '../aliases/roll-back-stable.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { gateFacts } from './gate-facts.ts'
import { placed } from './present-gate.ts'
import { changeStageRequest } from './schemas.ts'

/**
 * Moves a system to another stage of its life, if the gate there is open. Retiring it also takes
 * its stable version out of production.
 */
export async function changeStage(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<AiSystem> {
  ctx.authorize('lifecycle.advance')
  const { to, reason = null } = parse(changeStageRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const facts = await gateFacts(tx, system, to, reason)
    const { decision } = advance(system.stage, to, facts)
    if (!decision.allowed) {
      throw refusedBecause(decision.reasons.map((each) => placed(each, aiSystemId)))
    }
    const { requirements, signOffs } = evaluateGate(to, facts)
    const change = {
      id: tx.newId(),
      from: system.stage,
      to,
      reason,
      evidence: { digest: facts.currentDigest, requirements, signOffs: signOffs.present },
    }
    await tx.db
      .insertInto('stage_changes')
      .values({
        id: change.id,
        organization_id: tx.organizationId,
        ai_system_id: aiSystemId,
        from_stage: change.from,
        to_stage: change.to,
        reason,
        evidence: JSON.stringify(change.evidence),
        actor: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
    appendEntry(tx, {
      action: 'lifecycle.change-stage',
      subject: { type: 'stage-changes', id: change.id },
      before: null,
      after: change,
      details: { aiSystemId, from: change.from, to, reason, gateDigest: facts.currentDigest },
    })
    if (to === 'retirement') {
      await rollBackStable(tx.asSystem(), {
        aiSystemId,
        targetVersionId: null,
        reason: `The system is retired: ${reason}`,
        evidence: { stageChangeId: change.id, by: tx.stamp() },
      })
    }
    return setStage(tx, aiSystemId, to)
  })
}
