import type { GateFacts } from '@primum/core/lifecycle/gate-facts'
import { evaluateGate } from '@primum/core/lifecycle/gates'
import type { GateEvaluation } from '@primum/core/lifecycle/gates'
import type { SignOffRequirement } from '@primum/core/lifecycle/sign-offs'
import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import type { Reason } from '@primum/core/shared/result'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { gateFacts } from './gate-facts.ts'
import { gateSubject, signingRoles } from './gate-sign-offs.ts'
import { placed, presentGate } from './present-gate.ts'
import { signGateRequest } from './schemas.ts'
import type { gate } from './schemas.ts'

type Meaning = SignOffRequirement['meaning']

/** Not part of what is signed: written or settled at the move itself. */
const settledAtTheMove = [
  'reason-given',
  'stable-cleared',
  'not-suspended',
  'no-open-critical-incident',
]

/** Signs a gate as it stands. One person signs once; the second signature is another person's. */
export async function signGate(
  ctx: Context,
  aiSystemId: string,
  target: LifecycleStage,
  input: unknown,
): Promise<z.infer<typeof gate>> {
  ctx.authorize('lifecycle.sign')
  const { password, code, statement, meaning } = parse(signGateRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const facts = await gateFacts(tx, system, target)
    const evaluation = evaluateGate(target, facts)
    refuseUnready(evaluation, system)
    const roles = signingRoles(tx, system)
    const chosen = chooseMeaning(evaluation, roles, meaning, tx.actor.id)
    if ('refused' in chosen) throw refusedBecause([placed(chosen.refused, aiSystemId)])
    await recordSignOff(tx, {
      aiSystemId,
      subjectType: 'gates',
      subjectId: gateSubject(aiSystemId, target),
      meaning: chosen.meaning,
      digest: facts.currentDigest,
      statement: statement ?? null,
      method,
      furtherRoles: roles.filter((role) => role === 'clinical-owner'),
    })
    const signed: GateFacts = await gateFacts(tx, system, target)
    return presentGate(system, target, signed)
  })
}

/** A signature under something incomplete would be void as soon as it is completed. */
function refuseUnready({ requirements }: GateEvaluation, system: AiSystem): void {
  const open = requirements.filter(
    ({ id, met }) =>
      !met && !id.startsWith('sign-off-') && !settledAtTheMove.some((each) => id.startsWith(each)),
  )
  const reasons = open.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  if (reasons.length > 0) throw refusedBecause(reasons.map((each) => placed(each, system.id)))
}

function chooseMeaning(
  { signOffs }: GateEvaluation,
  roles: readonly string[],
  wanted: Meaning | undefined,
  userId: string,
): { meaning: Meaning } | { refused: Reason } {
  const where = '/ai-systems/{id}/lifecycle'
  if (signOffs.required.length === 0) {
    const message = 'This gate asks for no signature.'
    return { refused: { code: 'no-sign-off-asked', message, where } }
  }
  if (signOffs.present.some((each) => each.userId === userId)) {
    return {
      refused: {
        code: 'second-signature-of-one-person',
        message: 'You have signed this gate already; a further signature must be another person’s.',
        remedy: 'Ask a second person to sign.',
        who: signOffs.missing[0]?.title ?? 'Another person',
        where,
      },
    }
  }
  const open = signOffs.missing.filter(({ meaning }) => wanted === undefined || meaning === wanted)
  if (open.length === 0) {
    const message = 'That signature is not missing here.'
    return { refused: { code: 'sign-off-not-missing', message, where } }
  }
  const fitting = open.find((each) => each.roles.some((role) => roles.includes(role)))
  if (fitting !== undefined) return { meaning: fitting.meaning }
  const who = [...new Set(open.flatMap((each) => each.roles))]
    .map((role) => role.replace('-', ' '))
    .join(' or ')
  return {
    refused: {
      code: 'sign-off-role-missing',
      message: `What is missing here is to be signed by: ${who}.`,
      remedy: 'Ask one of them to sign.',
      who,
      where,
    },
  }
}
