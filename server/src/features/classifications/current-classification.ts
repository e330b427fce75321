import { effectiveTier } from '@primum/core/risk/override'
import type { Tier } from '@primum/core/risk/tiering-content'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { loadClassifications } from './store.ts'
import type { ClassificationRecord } from './store.ts'
import { changedFacts, readSystemFacts } from './system-facts.ts'

export type CurrentClassification = {
  newest: ClassificationRecord | null
  /** `outdated`: the facts it was made on have changed since. */
  state: 'missing' | 'signed' | 'outdated'
  changed: string[]
  tier: Tier | null
}

/** What a system's newest classification is worth now. */
export async function currentClassification(
  ctx: Context,
  system: AiSystem,
): Promise<CurrentClassification> {
  const [newest] = await loadClassifications(ctx, system.id, 1)
  return judgeClassification(newest ?? null, system, ctx.now())
}

export function judgeClassification(
  newest: ClassificationRecord | null,
  system: AiSystem,
  now: Date,
): CurrentClassification {
  if (newest === null) return { newest, state: 'missing', changed: [], tier: null }
  const read = readSystemFacts(system)
  const changed = read.ok
    ? changedFacts(newest.result.facts, read.facts)
    : ['usesPhi', 'fdaStatus', 'euHighRisk'].filter((field) =>
        read.reasons.some(({ message }) => message.includes(`(${field})`)),
      )
  return {
    newest,
    state: changed.length === 0 ? 'signed' : 'outdated',
    changed,
    tier: tierInForce(newest, now),
  }
}

/** The tier of the newest classification now: an override ends on its day. */
function tierInForce({ result, override }: ClassificationRecord, now: Date): Tier {
  const limits =
    override === null
      ? null
      : { tier: override.tier as Tier, expiresAt: expiryOf(override.expiresOn) }
  return effectiveTier(result.tier as Tier, limits, now)
}

export function expiryOf(expiresOn: string | null): Date | null {
  return expiresOn === null ? null : new Date(`${expiresOn}T00:00:00Z`)
}
