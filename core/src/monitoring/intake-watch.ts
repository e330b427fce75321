import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { DetectorState } from './e-detector.ts'
import type { IntakeDays } from './intake-day.ts'
import type { IntakePlan } from './intake-detection.ts'
import { consumeIntakeDay, intakePlan, newIntakeDetector } from './intake-detection.ts'
import { computeIntake } from './intake-metric.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { Watch } from './watch.ts'

type Arrived = { intake: IntakeDays; from: Day }

/** Watches whether what arrives can be right. */
export class IntakeWatch implements Watch {
  readonly plan: IntakePlan | null
  detector: DetectorState | null = null
  private readonly monitor: Monitor
  private readonly history: Arrived
  private seen: Day

  constructor(monitor: Monitor, history: Arrived) {
    this.monitor = monitor
    this.history = history
    this.plan = intakePlan(monitor)
    if (this.plan) this.detector = newIntakeDetector(this.plan)
    this.seen = addDays(history.from, -1)
  }

  advance(through: Day): MetricEstimate {
    const { monitor, history, plan } = this
    for (let day = addDays(this.seen, 1); day <= through; day = addDays(day, 1)) {
      if (plan && this.detector) {
        this.detector = consumeIntakeDay(this.detector, plan, history.intake(day))
      }
      this.seen = day
    }
    const start = addDays(through, 1 - monitor.windowDays)
    const window = { from: start < history.from ? history.from : start, to: through }
    return computeIntake(history.intake, window, monitor.minimumSample)
  }
}
