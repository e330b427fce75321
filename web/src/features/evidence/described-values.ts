import type { EvidenceKind } from '@primum/core/evidence/evidence'
import type { Evidence } from './queries.ts'

/** What is said of a piece of evidence, as its form holds it. */
export type DescribedValues = {
  title: string
  kind: EvidenceKind
  description: string
  ownerId: string | null
  /** a number or nothing, as it is typed */
  reviewMonths: string | number
}

export function describedValues(evidence: Evidence): DescribedValues {
  const { title, kind, description, owner, reviewMonths } = evidence
  return { title, kind, description, ownerId: owner?.id ?? null, reviewMonths: reviewMonths ?? '' }
}

export function toDescribed({ reviewMonths, ...values }: DescribedValues) {
  return { ...values, reviewMonths: reviewMonths === '' ? null : Number(reviewMonths) }
}
