import type { Day } from './days.ts'
import type { DetectorState } from './e-detector.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { WatchPlan } from './watch-plan.ts'

/** What a live monitor would carry from day to day, on a history. */
export type Watch = {
  plan: WatchPlan | null
  detector: DetectorState | null
  /** Looks on to the end of a day and measures the window that ends there; days only go forward. */
  advance: (through: Day) => MetricEstimate
}
