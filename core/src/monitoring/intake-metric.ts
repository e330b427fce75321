import { proportion } from '../statistics/proportion.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { IntakeDay, IntakeDays, IntakeKind } from './intake-day.ts'
import {
  emptyIntake,
  inputFaults,
  intakeCount,
  intakeFaults,
  intakeKinds,
  mergeIntake,
} from './intake-day.ts'
import type { MetricEstimate } from './metric-kind.ts'

/**
 * Of the predictions of a version that arrived on the days `from` to `to`, both included, the share
 * with an input or a score that cannot be right. Never throws for data.
 */
export function computeIntake(
  days: IntakeDays,
  window: { from: Day; to: Day },
  minimum: number,
): MetricEstimate {
  const sum = emptyIntake()
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    const found = days(day)
    if (found !== null) mergeIntake(sum, found)
  }
  const counts = { count: intakeCount(sum, intakeFaults), total: intakeCount(sum) }
  const method = 'share of invalid data'
  const estimate = proportion({ method, unit: 'predictions', ...counts }, { minimum })
  return { ...estimate, baselineValue: null, detail: { counts: sum } }
}

const words: Record<IntakeKind, string> = {
  'unreadable-row': 'rows that cannot be read at all',
  'unknown-feature': 'inputs that the version does not declare',
  'unreadable-value': 'values that are no number or text as declared',
  'out-of-range': 'numbers outside of the declared range, as from another unit',
  'unknown-category': 'categories that are not declared',
  'wrong-score': 'scores that are no number from 0 to 1',
  'refused-otherwise': 'rows refused for other reasons',
  usable: 'nothing',
}

/** "most often numbers outside of the declared range, as from another unit"; empty without faults. */
export function faultWords({ detail }: MetricEstimate): string {
  const counts = countsOf(detail?.counts)
  const worst = intakeFaults.toSorted((a, b) => counts[b] - counts[a])[0]!
  return counts[worst] === 0 ? '' : `most often ${words[worst]}`
}

/**
 * What is wrong with what the version is given, in words; null where that alone lies within the
 * limit. Then another version would be given the same, and going back to it helps nobody.
 */
export function failingInputs({ detail }: MetricEstimate, limit: number): string | null {
  const counts = countsOf(detail?.counts)
  const total = intakeCount(counts)
  if (total === 0 || intakeCount(counts, inputFaults) <= limit * total) return null
  return inputFaults
    .filter((kind) => counts[kind] > 0)
    .map((kind) => words[kind])
    .join('; ')
}

function countsOf(counts: Record<string, number> | undefined): IntakeDay {
  const day = emptyIntake()
  for (const kind of intakeKinds) day[kind] = counts?.[kind] ?? 0
  return day
}
