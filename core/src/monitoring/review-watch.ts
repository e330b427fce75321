import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { DetectorState } from './e-detector.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { ReviewDays } from './review-day.ts'
import type { ReviewPlan } from './review-detection.ts'
import { consumeReviewDay, newReviewDetector, reviewPlan } from './review-detection.ts'
import { computeReview } from './review-metric.ts'
import type { Watch } from './watch.ts'

type Reviewed = { reviews: ReviewDays; from: Day }

/** Watches what reviewers say of outputs. */
export class ReviewWatch implements Watch {
  readonly plan: ReviewPlan | null
  detector: DetectorState | null = null
  private readonly monitor: Monitor
  private readonly history: Reviewed
  private seen: Day

  constructor(monitor: Monitor, history: Reviewed) {
    this.monitor = monitor
    this.history = history
    this.plan = reviewPlan(monitor)
    if (this.plan) this.detector = newReviewDetector(this.plan)
    this.seen = addDays(history.from, -1)
  }

  advance(through: Day): MetricEstimate {
    const { monitor, history, plan } = this
    for (let day = addDays(this.seen, 1); day <= through; day = addDays(day, 1)) {
      if (plan && this.detector) {
        this.detector = consumeReviewDay(this.detector, plan, history.reviews(day), monitor)
      }
      this.seen = day
    }
    const start = addDays(through, 1 - monitor.windowDays)
    const window = { from: start < history.from ? history.from : start, to: through }
    return computeReview(monitor, history.reviews, window, monitor.minimumSample)
  }
}
