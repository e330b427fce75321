import { suppressParts } from '@primum/core/fairness/suppressed-parts'
import { suppressRow } from '@primum/core/fairness/suppressed-table'
import { durationCount } from '@primum/core/monitoring/log-histogram'
import { emptyOperations } from '@primum/core/monitoring/operations-day'
import type { OperationsDay } from '@primum/core/monitoring/operations-day'
import { isSmallCell } from '../../monitoring/small-cells.ts'

/** Counts that are shown or hidden together: answers, because their total may be known. */
export const shownKinds = ['predictions', 'outcomes', 'calls', 'answers'] as const
export type Kind = (typeof shownKinds)[number]

/** A day with only what may be shown of it. */
export type ShownDay = { sum: OperationsDay; hidden: Record<Kind, boolean> }

/**
 * A day of everyone (site '') or of one site, without what rests on 1 to 10 people or calls, and
 * without what everyone less the other sites would tell of them. It goes by the counts of the day
 * alone, so that no span of days, and no difference of two, tells more than the days themselves.
 */
export function shownDay(
  day: { everyone: OperationsDay; sites: ReadonlyMap<string, OperationsDay> },
  site: string,
): ShownDay {
  const { everyone } = day
  const codes = [...day.sites.keys()]
  const sites = [...day.sites.values()]
  const isHidden = (kind: Exclude<Kind, 'answers'>): boolean => {
    const counts = sites.map((each) => countOf(each, kind))
    const rest = countOf(everyone, kind) - counts.reduce((sum, count) => sum + count, 0)
    const mask = suppressRow([...counts, rest])
    return (site === '' ? mask.total : (mask.cells[codes.indexOf(site)] ?? null)) !== null
  }
  const hidden = {
    predictions: isHidden('predictions'),
    outcomes: isHidden('outcomes'),
    calls: isHidden('calls'),
    answers: areAnswersHidden(everyone, sites, site === '' ? null : codes.indexOf(site)),
  }
  const found = site === '' ? everyone : (day.sites.get(site) ?? emptyOperations())
  return { sum: withoutHidden(found, hidden), hidden }
}

function countOf(day: OperationsDay, kind: Exclude<Kind, 'answers'>): number {
  if (kind === 'calls') return day.ok + day.error + day.timeout
  return durationCount(kind === 'predictions' ? day.predictionDelays : day.outcomeDelays)
}

function areAnswersHidden(
  everyone: OperationsDay,
  sites: readonly OperationsDay[],
  index: number | null,
): boolean {
  const answers = (day: OperationsDay) => [day.accepted, day.overridden, day.dismissed]
  if (answers(everyone).some(isSmallCell)) return true
  if (index === null) return false
  const parts = sites.map(answers)
  const rest = answers(everyone).map((all, kind) =>
    parts.reduce((left, part) => left - part[kind]!, all),
  )
  return suppressParts([...parts, rest]).hidden[index] ?? false
}

function withoutHidden(day: OperationsDay, hidden: Record<Kind, boolean>): OperationsDay {
  const { accepted, overridden, dismissed, ok, error, timeout, latencies } = day
  return {
    ...emptyOperations(),
    ...(hidden.predictions ? {} : { predictionDelays: day.predictionDelays }),
    ...(hidden.outcomes ? {} : { outcomeDelays: day.outcomeDelays }),
    ...(hidden.calls ? {} : { ok, error, timeout, latencies }),
    ...(hidden.answers ? {} : { accepted, overridden, dismissed }),
  }
}
