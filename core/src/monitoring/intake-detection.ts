import type { BernoulliAlternative, DetectorState } from './e-detector.ts'
import { initialDetector, stepBernoulli } from './e-detector.ts'
import type { IntakeDay } from './intake-day.ts'
import { intakeCount, intakeFaults } from './intake-day.ts'
import { isIntake } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'

/** What the detector of invalid data tests: more of it than the stated limit accepts. */
export type IntakePlan = { kind: 'intake'; alternative: BernoulliAlternative }

/** The plan of a monitor, or null where its metric is another one. */
export function intakePlan({ metric, limit, deltas }: Monitor): IntakePlan | null {
  if (!isIntake(metric) || limit === undefined) return null
  return { kind: 'intake', alternative: { p0: limit, deltas, direction: 'rise' } }
}

/** A detector that has seen nothing. */
export function newIntakeDetector(plan: IntakePlan): DetectorState {
  return initialDetector(plan.alternative.deltas.length)
}

/**
 * Feeds one day. Days come in order and a day without any prediction is fed too. A day that is not
 * over may be fed to look at it, and is fed anew, whole, later: row by row a likelihood ratio is a
 * martingale, so that the promise on false alarms holds at every moment within the day as well.
 */
export function consumeIntakeDay(
  state: DetectorState,
  plan: IntakePlan,
  day: IntakeDay | null,
): DetectorState {
  const x = day === null ? 0 : intakeCount(day, intakeFaults)
  const n = day === null ? 0 : intakeCount(day)
  return stepBernoulli(state, { x, n }, plan.alternative)
}
