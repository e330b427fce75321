import {
  type SmallCellPolicy,
  isSmallCount,
  smallCellReason,
} from '../fairness/small-cell-suppression.ts'
import type { EvaluationReport, SegmentReport } from './evaluation-report.ts'
import { hideAll } from './hide-results.ts'

/**
 * The burden of a segment with a small cell at any threshold is hidden at all of them, and where
 * one group of an attribute is hidden so are the others: together they are everybody.
 */
export function suppressBurden(report: EvaluationReport, policy: SmallCellPolicy) {
  const unsafe = new Set(
    report.groups
      .filter((group) => hasSmallBurden(group, policy))
      .map(({ segment }) => segment.attribute),
  )
  const reason = `${smallCellReason(policy)} with an alert, or in a group it would reveal`
  return {
    overall: hasSmallBurden(report.overall, policy)
      ? hideBurden(report.overall, reason)
      : report.overall,
    groups: report.groups.map((group) =>
      unsafe.has(group.segment.attribute) ? hideBurden(group, reason) : group,
    ),
  }
}

function hasSmallBurden({ atThresholds, n }: SegmentReport, policy: SmallCellPolicy): boolean {
  const small = (count: number) => isSmallCount(Math.max(0, count), policy)
  const alerted = atThresholds.map(({ metrics }) => peopleOf(metrics['encounters-alerted']))
  const alerts = atThresholds.map(({ metrics }) => peopleOf(metrics['alert-burden']))
  return atThresholds.some(({ metrics, counts }, index) => {
    const encounters = metrics['encounters-alerted']?.n ?? 0
    const people = alerted[index]!
    const steps = [alerted, alerts].map((counts) => counts[index]! - (counts[index + 1] ?? 0))
    // Alerts beyond those whose outcome is known are people whose outcome is not.
    const known = counts.tp + counts.fp
    const unknown = [alerts[index]! - known, people - known, encounters - n]
    const cells = [encounters, people, alerts[index]!, encounters - people, ...steps, ...unknown]
    return cells.some(small)
  })
}

function peopleOf(burden: { value: number | null; n: number } | undefined): number {
  return Math.round(((burden?.value ?? 0) * (burden?.n ?? 0)) / 100)
}

function hideBurden<Kind extends SegmentReport>(segment: Kind, reason: string): Kind {
  return {
    ...segment,
    atThresholds: segment.atThresholds.map((at) => {
      const { 'alert-burden': burden, 'encounters-alerted': alerted } = at.metrics
      const found = {
        ...(burden && { 'alert-burden': burden }),
        ...(alerted && { 'encounters-alerted': alerted }),
      }
      return { ...at, metrics: { ...at.metrics, ...hideAll(found, reason) } }
    }),
  }
}
