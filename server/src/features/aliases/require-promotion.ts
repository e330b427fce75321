import { mayRunInProduction } from '@primum/core/lifecycle/production'
import type { Reason } from '@primum/core/shared/result'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { readReturnProblems } from '../../monitoring/return-problems.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { gateFacts } from '../lifecycle/gate-facts.ts'
import { readApprovals } from './read-approvals.ts'
import type { Aliases, loadTarget } from './store.ts'

type Target = Awaited<ReturnType<typeof loadTarget>>

/**
 * Refuses, with every reason at once, a version that may not become stable; else gives the evidence
 * on which it may. Only the candidate can: the gate into production was signed for it.
 */
export async function requirePromotion(
  ctx: Context,
  promotion: { system: AiSystem; version: Target; aliases: Aliases },
): Promise<Record<string, unknown>> {
  ctx.authorize('aliases.move')
  const { system, version, aliases } = promotion
  const where = `/ai-systems/${system.id}/versions`
  const reasons: Reason[] = []
  if (system.suspendedAt !== null) {
    reasons.push({
      code: 'system-suspended',
      message: 'The system is suspended.',
      remedy: 'Settle what led to the suspension, then lift it.',
      who: 'Governance lead',
      where: `/ai-systems/${system.id}`,
    })
  }
  if (aliases.candidate.version?.id !== version.id) {
    reasons.push({
      code: 'not-the-candidate',
      message: `Version ${version.label} is not the candidate, which is what the gate was signed for.`,
      remedy: 'Make it the candidate first.',
      who: 'Model owner',
      where,
    })
  }
  const facts = await gateFacts(ctx, system)
  const decision = mayRunInProduction(facts, system.stage)
  if (!decision.allowed)
    reasons.push(...decision.reasons.map((reason) => placed(reason, system.id)))
  const approvals = await readApprovals(ctx, { tier: facts.tier, version })
  if (approvals.missing > 0) {
    reasons.push({
      code: 'approvals-missing',
      message: `Version ${version.label} has ${approvals.items.length} of ${approvals.required} approvals${approvals.rolledBackFrom ? ', after it was rolled back' : ''}.`,
      remedy: 'Ask different people to approve its promotion.',
      who: 'Governance lead, committee member, privacy or security officer, or clinician',
      where,
    })
  }
  for (const problem of await readReturnProblems(ctx, system, version.id)) {
    const message = `Version ${version.label}: ${problem.message}`
    reasons.push({ ...problem, message, where: `/ai-systems/${system.id}/monitoring` })
  }
  const once = reasons.filter(
    ({ code }, index) => reasons.findIndex((reason) => reason.code === code) === index,
  )
  if (once.length > 0) throw refusedBecause(once)
  return {
    versionDigest: version.digest,
    gateDigest: facts.currentDigest,
    approvals: approvals.items.map(({ id, userId, userName, at }) => ({
      id,
      userId,
      userName,
      at,
    })),
  }
}

function placed(reason: Reason, aiSystemId: string): Reason {
  if (reason.where === undefined) return reason
  return { ...reason, where: reason.where.replace('{id}', aiSystemId) }
}
