import type { Baseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import { consumeDay, detectionPlan, newDetector } from './detection.ts'
import type { DetectionPlan } from './detection.ts'
import type { DetectorState } from './e-detector.ts'
import type { MetricEstimate } from './metric-kind.ts'
import { computeMetric } from './metric.ts'
import type { Monitor } from './monitor-record.ts'
import type { Profile } from './profile.ts'
import { emptyProfile, mergeInto, subtractFrom } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import type { Watch } from './watch.ts'

type Profiles = {
  baseline: Baseline
  profile: (day: Day) => Profile | null
  from: Day
  labelPolicy: LabelPolicy
}

/** Watches predictions and outcomes, counted in profiles. */
export class ProfileWatch implements Watch {
  readonly plan: DetectionPlan | null
  detector: DetectorState | null = null
  private readonly monitor: Monitor
  private readonly history: Profiles
  private readonly policy: LabelPolicy
  private readonly window: Profile
  private windowFrom: Day
  private windowTo: Day

  constructor(monitor: Monitor, history: Profiles) {
    this.monitor = monitor
    this.history = history
    this.policy = monitor.labelPolicy ?? history.labelPolicy
    this.plan = detectionPlan(monitor, history.baseline, this.policy)
    if (this.plan) this.detector = newDetector(this.plan)
    this.window = emptyProfile(history.baseline)
    this.windowFrom = history.from
    this.windowTo = addDays(history.from, -1)
  }

  /** Each day enters the window once and leaves it once. */
  advance(through: Day): MetricEstimate {
    const { monitor, history, plan, policy: labelPolicy } = this
    const { baseline } = history
    for (let day = addDays(this.windowTo, 1); day <= through; day = addDays(day, 1)) {
      const profile = history.profile(day)
      if (profile) mergeInto(this.window, profile)
      if (plan && this.detector) {
        const context = { monitor, baseline, labelPolicy }
        this.detector = consumeDay(this.detector, plan, profile ?? emptyProfile(baseline), context)
      }
      this.windowTo = day
    }
    const start = addDays(through, 1 - monitor.windowDays)
    for (; this.windowFrom < start; this.windowFrom = addDays(this.windowFrom, 1)) {
      const profile = this.windowFrom <= this.windowTo ? history.profile(this.windowFrom) : null
      if (profile) subtractFrom(this.window, profile)
    }
    const options = { labelPolicy, minimumSample: monitor.minimumSample }
    return computeMetric(monitor, this.window, baseline, monitor.segment, options)
  }
}
