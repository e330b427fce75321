import { digestOf } from '@primum/core/ledger/chain'
import { gateDigestInput } from '@primum/core/lifecycle/gate-digest'
import type { GateFacts } from '@primum/core/lifecycle/gate-facts'
import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import type { Context } from '../../context.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { aiSystemFields } from '../ai-systems/fields.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { loadAssessmentFacts } from '../assessments/assessment-facts.ts'
import { currentClassification } from '../classifications/current-classification.ts'
import { prohibitionsOf } from '../obligations/prohibitions.ts'
import { loadGateSignOffs } from './gate-sign-offs.ts'
import { missingFields } from './missing-fields.ts'
import { loadMonitoringFacts } from './monitoring-facts.ts'
import { loadValidationFact } from './validation-fact.ts'
import { loadVersionFacts } from './version-facts.ts'

/** What every gate of a system looks at, and what a signature covers beyond core's own input. */
export type GateGround = {
  aiSystemId: string
  facts: Omit<GateFacts, 'signOffs' | 'currentDigest' | 'reason'>
  covered: Record<string, unknown>
  digests: { candidate: string | null; stable: string | null }
  policy: unknown
}

export async function loadGateGround(ctx: Context, system: AiSystem): Promise<GateGround> {
  const classification = await currentClassification(ctx, system)
  const assessments = await loadAssessmentFacts(ctx, system)
  const { digests, ...versions } = await loadVersionFacts(ctx, system)
  const { monitoring, openCriticalIncidents, policy } = await loadMonitoringFacts(ctx, system.id)
  const fields = Object.keys(aiSystemFields) as (keyof typeof aiSystemFields)[]
  return {
    aiSystemId: system.id,
    facts: {
      tier: classification.tier,
      registration: { missingFields: missingFields(system) },
      classification: { state: classification.state },
      riskAssessment: assessments['organisational-risk'],
      impactAssessment: assessments['ai-impact'],
      versions,
      validation: await loadValidationFact(ctx, versions.candidate?.id ?? null),
      monitoring,
      downtimeProcedure: system.downtimeProcedure !== null,
      openCriticalIncidents,
      prohibitions: await prohibitionsOf(ctx, system),
      suspended: system.suspendedAt !== null,
    },
    covered: {
      aiSystemId: system.id,
      record: Object.fromEntries(fields.map((field) => [field, system[field]])),
      classificationId: classification.newest?.id ?? null,
    },
    digests,
    policy,
  }
}

/** The facts of one gate: with its signatures, and the digest that a signature on it covers now. */
export async function factsOfGate(
  ctx: Context,
  ground: GateGround,
  target: LifecycleStage,
  reason: string | null = null,
): Promise<GateFacts> {
  const { facts, covered, digests, policy } = ground
  const open: GateFacts = { ...facts, signOffs: [], currentDigest: '', reason: null }
  const watched = target === 'operation-and-monitoring' || target === 'deployment'
  const signed = {
    // The reason is written at the move itself, after the signatures; the record of the move keeps it.
    ...gateDigestInput(target, open),
    ...covered,
    ...(target === 'deployment' ? { candidateDigest: digests.candidate } : {}),
    ...(target === 'operation-and-monitoring' ? { stableDigest: digests.stable } : {}),
    ...(watched ? { policy } : {}),
  }
  return {
    ...open,
    // Retiring takes the system out of production in the same move.
    versions: target === 'retirement' ? { ...open.versions, stable: null } : open.versions,
    reason,
    signOffs: await loadGateSignOffs(ctx, ground.aiSystemId, target, facts.tier),
    currentDigest: digestOf(sha256, plainJson(signed)) ?? '',
  }
}

/** Everything a gate judges: of the deployment gate, unless another is asked for. */
export async function gateFacts(
  ctx: Context,
  system: AiSystem,
  target: LifecycleStage = 'deployment',
  reason: string | null = null,
): Promise<GateFacts> {
  return factsOfGate(ctx, await loadGateGround(ctx, system), target, reason)
}
