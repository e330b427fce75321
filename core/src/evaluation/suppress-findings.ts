import { type SmallCellPolicy, suppressEstimate } from '../fairness/small-cell-suppression.ts'
import { segmentKey } from '../monitoring/segment.ts'
import type { KappaEstimate } from '../statistics/cohens-kappa.ts'
import { hideResult } from './hide-results.ts'
import type { FindingReport, ReviewReport, ReviewSegment } from './review-report.ts'
import type { Stamped } from './provenance.ts'
import { anySmall, hiddenGroups, sidesOf, unsafeAttributes } from './suppress-segments.ts'

/** Whether a part of the report may be shown for a segment. */
export type SafeParts = (segment: ReviewSegment) => boolean

type Finding = Stamped<FindingReport>

/** Answers the findings of a segment, each as far as it may be shown. */
export function suppressFindings(
  { overall, groups }: ReviewReport,
  policy: SmallCellPolicy,
  reason: string,
): (segment: ReviewSegment) => Finding[] {
  const rules = overall.findings.map((_, index) => {
    const counts = (segment: ReviewSegment) => countsOf(segment, index)
    const everyone = anySmall(counts(overall), policy)
    const hidden = hiddenGroups(groups, counts, policy)
    const details = (segment: ReviewSegment) => safeDetails(segment, index, policy)
    const unsafe = unsafeAttributes(groups, (group) => !details(group))
    const noDetails = !details(overall)
    return ({ segment }: ReviewSegment, found: Finding) => {
      if (everyone || hidden.has(segmentKey(segment))) return hideFinding(found, reason)
      return noDetails || unsafe.has(segment.attribute) ? hideDetails(found, reason) : found
    }
  })
  return (segment) => segment.findings.map((found, index) => rules[index]!(segment, found))
}

/** Items with the finding, without it and not judged, and the patients that were. */
function countsOf({ items, findings }: ReviewSegment, index: number): number[] {
  const { rate } = findings[index]!
  return [...sidesOf(rate), items - rate.n, rate.clusters ?? 0]
}

/** Ties, reviews beyond one for each item, and disagreement: none of them may be of few. */
function safeDetails(segment: ReviewSegment, index: number, policy: SmallCellPolicy): boolean {
  const { rate, cohensKappa } = segment.findings[index]!
  const { ties, reviews, n, agreement } = rate
  const everyReview = segment.reviews ?? 0
  const further = (reviews ?? 0) - n
  const counts = [
    ...[ties ?? 0, n - (ties ?? 0), further, further - agreement.n],
    // Reviews without a judgement, and those of them that were not the first of their item.
    ...[everyReview - n - further, everyReview - segment.items - further],
  ]
  return (
    !anySmall(counts, policy) &&
    safeAgreement(agreement, n, policy) &&
    safeAgreement(cohensKappa, n, policy)
  )
}

/**
 * Agreement tells how many items people disagreed on, at least n(1 − observed): a far miss counts
 * for one item, a near one and one voice of many for less. `of` is how many could have been judged twice.
 */
export function safeAgreement(
  kappa: KappaEstimate | null,
  of: number,
  policy: SmallCellPolicy,
): boolean {
  if (kappa === null) return true
  const { n, observedAgreement } = kappa
  const disagreed = n * (1 - (observedAgreement ?? 1))
  const rounding = 1e-6
  const few = disagreed > rounding && disagreed < policy.minimum - rounding
  const agreed = n - disagreed
  return !few && !anySmall([n, of - n, Math.floor(agreed + rounding)], policy)
}

function hideDetails(found: Finding, reason: string): Finding {
  const { rate, cohensKappa } = found
  const agreement = hideKappa(rate.agreement, reason)
  return {
    ...found,
    rate: { ...rate, reviews: null, ties: null, agreement },
    cohensKappa: cohensKappa && hideKappa(cohensKappa, reason),
  }
}

/** Nothing is left of the finding but its name. */
export function hideFinding(found: Finding, reason: string): Finding {
  const { rate, cohensKappa } = hideDetails(found, reason)
  const { agreement, reviews, ties } = rate
  const none = { reviewers: 0, reviews, ties, agreement }
  return { ...found, rate: { ...hideResult(found.rate, reason), ...none }, cohensKappa }
}

function hideKappa<Kind extends KappaEstimate>(kappa: Kind, reason: string): Kind {
  return { ...kappa, ...suppressEstimate(kappa, reason), observedAgreement: null }
}
