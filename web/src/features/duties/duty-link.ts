import type { DutySummary } from './queries.ts'

/** For which AI systems evidence counts: that of the duty, or every one of which it is asked. */
export type EvidenceScope = 'system' | 'organization'

/** The link that makes evidence speak for a duty. */
export function dutyLink(
  { requirement, aiSystem }: Pick<DutySummary, 'requirement' | 'aiSystem'>,
  scope: EvidenceScope,
) {
  return {
    ...{ type: 'obligation' as const, id: requirement.id },
    aiSystemId: scope === 'organization' ? null : aiSystem.id,
  }
}
