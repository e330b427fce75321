import type { Day } from './days.ts'

/**
 * What became of a prediction that arrived, worst first: a row with several faults is counted under
 * the first of these that it has. What the sender got wrong stands before the score, because a
 * version that was given nonsense answers with nonsense.
 */
export const intakeKinds = [
  'unreadable-row',
  'unknown-feature',
  'unreadable-value',
  'out-of-range',
  'unknown-category',
  'wrong-score',
  'refused-otherwise',
  'usable',
] as const

export type IntakeKind = (typeof intakeKinds)[number]

/** The faults of what a version is given: another version would be given the same. */
export const inputFaults = intakeKinds.slice(0, 5)

/** The faults that the metric counts: of what a version is given, and of what it answers. */
export const intakeFaults = intakeKinds.slice(0, 6)

/** How many predictions of a version arrived on a day, by what became of them; each counts once. */
export type IntakeDay = Record<IntakeKind, number>

/** Days on which nothing arrived are null. */
export type IntakeDays = (day: Day) => IntakeDay | null

export function emptyIntake(): IntakeDay {
  return Object.fromEntries(intakeKinds.map((kind) => [kind, 0])) as IntakeDay
}

/** Adds `source` to `target` in place. */
export function mergeIntake(target: IntakeDay, source: IntakeDay): void {
  for (const kind of intakeKinds) target[kind] += source[kind]
}

/** The one of two that a row is counted under. */
export function worseIntake(a: IntakeKind, b: IntakeKind): IntakeKind {
  return intakeKinds.indexOf(a) <= intakeKinds.indexOf(b) ? a : b
}

/** How many of a day are of these kinds. */
export function intakeCount(day: IntakeDay, kinds: readonly IntakeKind[] = intakeKinds): number {
  return kinds.reduce((sum, kind) => sum + day[kind], 0)
}
