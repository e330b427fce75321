import type { EvidenceTarget } from '@primum/core/evidence/evidence'

/** What evidence is to speak for, as a form holds it; of no type where for nothing in particular. */
export type TargetValues = { type: EvidenceTarget | null; id: string; aiSystemId: string | null }

export const noTarget: TargetValues = { type: null, id: '', aiSystemId: null }

/** Targets that are chosen within an AI system. */
const withinSystem: readonly EvidenceTarget[] = ['gate', 'assessment', 'obligation']

export function needsSystem(type: EvidenceTarget | null): boolean {
  return type !== null && withinSystem.includes(type)
}

/** The target as the API takes it; null where none is chosen. */
export function toTarget({ type, id, aiSystemId }: TargetValues) {
  return type === null ? null : { type, id, aiSystemId }
}
