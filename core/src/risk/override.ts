import { allowed, refused } from '../shared/result.ts'
import type { Decision, Reason } from '../shared/result.ts'
import { addMonths } from './calendar-months.ts'
import type { Classification } from './tier.ts'
import { clinicalUseOf } from './tiering-content.ts'
import type { Tier, TieringContent } from './tiering-content.ts'

export type TierOverride = {
  tier: Tier
  reason: string
  /** Null: no expiry. Lowering needs one. */
  expiresAt: Date | null
  councilApproved: boolean
}

const where = '/ai-systems/{id}/risk-and-impact'

/**
 * May the computed tier be set aside? Raising needs a reason only. Lowering touches a floor, never
 * the score: one step, with reason, council approval and an expiry within the months that the
 * content names, and never for diagnosis, triage or treatment. Source: content/risk/tiering.yaml.
 */
export function reviewTierOverride(
  override: TierOverride,
  classification: Pick<Classification, 'tier' | 'tierByScore'>,
  archetype: string,
  now: Date,
  tiering: TieringContent,
): Decision {
  const reasons: Reason[] = []
  if (override.reason.trim() === '') {
    reasons.push({
      code: 'override-needs-reason',
      message: 'A tier override needs a written reason',
      remedy: 'Write why the computed tier does not fit this system',
      where,
    })
  }
  if (override.tier === classification.tier) {
    reasons.push({
      code: 'override-changes-nothing',
      message: `The system is in tier ${override.tier} already`,
      remedy: 'Choose another tier, or cancel',
      where,
    })
  }
  if (override.tier > classification.tier) {
    reasons.push(...loweringProblems(override, classification, archetype, now, tiering))
  }
  return refused(...reasons)
}

/** The tier that holds now: an expired override no longer counts. */
export function effectiveTier(
  computed: Tier,
  override: Pick<TierOverride, 'tier' | 'expiresAt'> | null,
  now: Date,
): Tier {
  if (override === null) return computed
  const expired = override.expiresAt !== null && override.expiresAt.getTime() <= now.getTime()
  return expired ? computed : override.tier
}

function loweringProblems(
  override: TierOverride,
  { tier, tierByScore }: Pick<Classification, 'tier' | 'tierByScore'>,
  archetype: string,
  now: Date,
  tiering: TieringContent,
): Reason[] {
  const { maxSteps, maxMonths, neverForClinicalUse } = tiering.floors.downgrade
  const clinicalUse = clinicalUseOf(archetype, tiering)
  const reasons: Reason[] = []
  if (neverForClinicalUse && clinicalUse !== null) {
    reasons.push({
      code: 'override-clinical-use',
      message: `The tier of a system used for ${clinicalUse} is never lowered`,
      remedy: 'Keep the tier, or correct the archetype if it is wrong',
      where,
    })
  }
  if (override.tier > tierByScore) {
    reasons.push({
      code: 'override-below-score',
      message: `The score alone gives tier ${tierByScore}; only a floor may be lowered, not the score`,
      remedy: 'Narrow the use or treat the risk, then classify again',
      where,
    })
  }
  if (override.tier - tier > maxSteps) {
    reasons.push({
      code: 'override-too-many-steps',
      message: `A floor may be lowered by ${maxSteps} step only, from tier ${tier} to ${tier + maxSteps}`,
      remedy: `Ask for tier ${tier + maxSteps} at most`,
      where,
    })
  }
  if (!override.councilApproved) {
    reasons.push({
      code: 'override-needs-council',
      message: 'Lowering a tier needs the approval of the AI governance council',
      remedy: 'Put the override to the council',
      who: 'Governance lead',
      where,
    })
  }
  const expiry = expiryDecision(override.expiresAt, now, maxMonths)
  return expiry.allowed ? reasons : [...reasons, ...expiry.reasons]
}

function expiryDecision(expiresAt: Date | null, now: Date, maxMonths: number): Decision {
  const end = expiresAt?.getTime() ?? Number.NaN
  if (end > now.getTime() && end <= addMonths(now, maxMonths).getTime()) return allowed
  return refused({
    code: 'override-expiry',
    message: `A lowered tier must expire after now and within ${maxMonths} months`,
    remedy: `Set an expiry date at most ${maxMonths} months ahead`,
    where,
  })
}
