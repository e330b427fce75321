import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  smallCellReason,
} from '../fairness/small-cell-suppression.ts'
import { segmentKey } from '../monitoring/segment.ts'
import type { KappaEstimate } from '../statistics/cohens-kappa.ts'
import { hideAll, hideResult } from './hide-results.ts'
import type { Result } from './evaluation-report.ts'
import type { ReviewReport, ReviewSegment } from './review-report.ts'
import {
  type SafeParts,
  hideFinding,
  safeAgreement,
  suppressFindings,
} from './suppress-findings.ts'
import {
  anySmall,
  hiddenGroups,
  shownSum,
  sidesOf,
  suppressNotes,
  unsafeAttributes,
} from './suppress-segments.ts'

/**
 * The report as people outside the analysis may see it. A group of few items is hidden whole; a
 * finding that few items have, or few lack, is hidden in that group and in others it could be
 * worked out from; ties and agreement in all groups of an attribute or in none. Where an item is in
 * several groups of an attribute its groups are no parts of the whole, and are hidden.
 */
export function suppressReviews(
  report: ReviewReport,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): ReviewReport {
  const { dataset, overall, groups } = report
  const reason = `${smallCellReason(policy)} in it, or in a group it would reveal`
  const everyone = anySmall(peopleOf(overall), policy)
  const few = hiddenGroups(groups, peopleOf, policy)
  const overlapping = overlappingAttributes(report)
  const isHidden = ({ segment }: ReviewSegment) =>
    everyone || few.has(segmentKey(segment)) || overlapping.has(segment.attribute)
  const findings = suppressFindings(report, policy, reason)
  const parts = {
    reviews: safeEverywhere(report, (each) => safeReviews(each, policy)),
    agreement: safeEverywhere(report, ({ ratingAgreement, items }) =>
      safeAgreement(ratingAgreement, items, policy),
    ),
    edits: safeEdits(report, policy),
  }
  const shown = (segment: ReviewSegment): ReviewSegment =>
    isHidden(segment)
      ? hideSegment(segment, reason)
      : {
          ...segment,
          reviews: parts.reviews(segment) ? segment.reviews : null,
          findings: findings(segment),
          ratingAgreement: parts.agreement(segment)
            ? segment.ratingAgreement
            : hideKappa(segment.ratingAgreement, reason),
          edits: parts.edits(segment) ? segment.edits : hideEdits(segment.edits, reason),
        }
  const { unusable } = dataset
  const repeated = (overall.reviews ?? 0) - overall.items
  return {
    ...report,
    dataset: {
      ...dataset,
      rows: shownSum([overall.items, repeated, unusable], policy),
      unusable: shownSum([unusable], policy),
    },
    overall: shown(overall),
    groups: groups.map(shown),
    notes: suppressNotes(report.notes, policy),
    suppressedBelow: policy.minimum,
  }
}

function peopleOf({ items, patients }: ReviewSegment): number[] {
  return [items, patients ?? 0]
}

function overlappingAttributes({ overall, groups }: ReviewReport): Set<string> {
  const items = new Map<string, number>()
  for (const { segment, items: own } of groups) {
    items.set(segment.attribute, (items.get(segment.attribute) ?? 0) + own)
  }
  return new Set([...items].filter(([, sum]) => sum !== overall.items).map(([name]) => name))
}

/** Safe for everybody, and for a group where it is in every group of the attribute. */
function safeEverywhere(
  { overall, groups }: ReviewReport,
  isSafe: (segment: ReviewSegment) => boolean,
): SafeParts {
  const everyone = isSafe(overall)
  const unsafe = unsafeAttributes(groups, (group) => !isSafe(group))
  return ({ segment }) => everyone && !unsafe.has(segment.attribute)
}

/** Reviews beyond the first of each item. */
function safeReviews({ reviews, items }: ReviewSegment, policy: SmallCellPolicy): boolean {
  return !anySmall([(reviews ?? 0) - items], policy)
}

function safeEdits({ overall, groups }: ReviewReport, policy: SmallCellPolicy): SafeParts {
  const countsOf = ({ items, edits }: ReviewSegment) => {
    if (edits === null) return []
    const unchanged = edits['signed-unchanged']
    return [...sidesOf(unchanged), items - unchanged.n]
  }
  const everyone = !anySmall(countsOf(overall), policy)
  const hidden = hiddenGroups(groups, countsOf, policy)
  return ({ segment }) => everyone && !hidden.has(segmentKey(segment))
}

function hideSegment(segment: ReviewSegment, reason: string): ReviewSegment {
  return {
    ...segment,
    reviews: 0,
    items: 0,
    reviewers: 0,
    patients: segment.patients === null ? null : 0,
    findings: segment.findings.map((each) => hideFinding(each, reason)),
    ratingAgreement: hideKappa(segment.ratingAgreement, reason),
    edits: hideEdits(segment.edits, reason),
  }
}

function hideKappa(kappa: Result<KappaEstimate> | null, reason: string) {
  return kappa && { ...hideResult(kappa, reason), observedAgreement: null }
}

function hideEdits(edits: ReviewSegment['edits'], reason: string): ReviewSegment['edits'] {
  if (edits === null) return null
  const hidden = hideAll(edits, reason)
  const distance = { ...hidden['edit-distance'], lowerQuartile: null, upperQuartile: null }
  return { ...hidden, 'edit-distance': distance }
}
